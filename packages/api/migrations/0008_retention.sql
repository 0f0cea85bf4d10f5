CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`bytes` integer DEFAULT 0 NOT NULL,
	`failure` text
);
--> statement-breakpoint
CREATE TABLE `expiry_counts` (
	`run_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`posts` integer NOT NULL,
	PRIMARY KEY(`run_id`, `channel_id`),
	FOREIGN KEY (`run_id`) REFERENCES `expiry_runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `expiry_counts_channel` ON `expiry_counts` (`channel_id`,`run_id`);--> statement-breakpoint
CREATE TABLE `known_time` (
	`only` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `expiry_runs` ADD `cause` text DEFAULT 'night' NOT NULL;--> statement-breakpoint
ALTER TABLE `expiry_runs` ADD `held` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `expiry_runs` ADD `clean` integer;--> statement-breakpoint
CREATE INDEX `expiry_runs_started` ON `expiry_runs` (`started_at`);--> statement-breakpoint
INSERT INTO `known_time` (`only`, `at`) SELECT 1, max(`started_at`) FROM `expiry_runs` HAVING max(`started_at`) IS NOT NULL;
