CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`kind` text NOT NULL,
	`content` blob NOT NULL,
	`silent` integer NOT NULL,
	`revision` integer NOT NULL,
	`source_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`discard_at` integer,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `drafts_channel` ON `drafts` (`channel_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `drafts_discard` ON `drafts` (`discard_at`);--> statement-breakpoint
CREATE TABLE `publications` (
	`channel_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`channel_id`, `key`),
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `publications_post` ON `publications` (`post_id`);--> statement-breakpoint
CREATE TABLE `source_items` (
	`source_id` text NOT NULL,
	`hash` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`source_id`, `hash`),
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`url` text NOT NULL,
	`title` text NOT NULL,
	`publishes` integer NOT NULL,
	`paused` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`checked_at` integer,
	`news_at` integer,
	`etag` text,
	`last_modified` text,
	`faults` integer DEFAULT 0 NOT NULL,
	`fault` text,
	`fault_status` integer,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sources_channel` ON `sources` (`channel_id`);--> statement-breakpoint
CREATE INDEX `sources_next` ON `sources` (`next_at`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`seq` integer NOT NULL,
	`event` text NOT NULL,
	`post_id` text,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` text NOT NULL,
	`next_at` integer NOT NULL,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_event` ON `webhook_deliveries` (`webhook_id`,`seq`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `webhook_deliveries` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `deliveries_at` ON `webhook_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`secret` blob NOT NULL,
	`previous_secret` blob,
	`previous_until` integer,
	`paused` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`failing_since` integer,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhooks_channel` ON `webhooks` (`channel_id`);