CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`follower_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`follower_id`) REFERENCES `followers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `devices_token_hash_unique` ON `devices` (`token_hash`);--> statement-breakpoint
CREATE INDEX `devices_follower` ON `devices` (`follower_id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`follower_id` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`follower_id`) REFERENCES `followers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkeys_follower` ON `passkeys` (`follower_id`);--> statement-breakpoint
CREATE TABLE `notification_settings` (
	`follower_id` text PRIMARY KEY NOT NULL,
	`quiet_from` integer,
	`quiet_to` integer,
	`daily_cap` integer,
	`digest` text NOT NULL,
	`digest_at` integer NOT NULL,
	`time_zone` text NOT NULL,
	`sent_on` text,
	`sent` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`follower_id`) REFERENCES `followers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `push_queue` (
	`id` text PRIMARY KEY NOT NULL,
	`target_id` text NOT NULL,
	`post_id` text NOT NULL,
	`gathered` integer DEFAULT false NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	FOREIGN KEY (`target_id`) REFERENCES `push_targets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `push_queue_next` ON `push_queue` (`next_at`);--> statement-breakpoint
CREATE INDEX `push_queue_target` ON `push_queue` (`target_id`,`gathered`);--> statement-breakpoint
CREATE TABLE `push_targets` (
	`id` text PRIMARY KEY NOT NULL,
	`device_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `devices`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_targets_device_id_unique` ON `push_targets` (`device_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `push_targets_endpoint_unique` ON `push_targets` (`endpoint`);--> statement-breakpoint
CREATE TABLE `reaction_counts` (
	`post_id` text NOT NULL,
	`emoji` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`post_id`, `emoji`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reactions` (
	`post_id` text NOT NULL,
	`reactor` text NOT NULL,
	`emoji` text NOT NULL,
	PRIMARY KEY(`post_id`, `reactor`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `devices` (`id`, `follower_id`, `token_hash`, `created_at`) SELECT 'dev' || substr(`id`, 4), `id`, `token_hash`, `created_at` FROM `followers`;--> statement-breakpoint
DROP INDEX `followers_token_hash_unique`;--> statement-breakpoint
ALTER TABLE `followers` DROP COLUMN `token_hash`;--> statement-breakpoint
ALTER TABLE `channels` ADD `reactions` text;--> statement-breakpoint
ALTER TABLE `channels` ADD `sharing` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `follows` ADD `muted_until` integer;--> statement-breakpoint
ALTER TABLE `follows` ADD `pinned_at` integer;--> statement-breakpoint
ALTER TABLE `follows` ADD `notify` integer DEFAULT true NOT NULL;