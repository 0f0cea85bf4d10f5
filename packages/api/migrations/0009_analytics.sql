CREATE TABLE `count_days` (
	`subject_id` integer NOT NULL,
	`day` integer NOT NULL,
	`counts` blob NOT NULL,
	`views` integer NOT NULL,
	`reach` integer NOT NULL,
	`gained` integer NOT NULL,
	`lost` integer NOT NULL,
	PRIMARY KEY(`subject_id`, `day`),
	FOREIGN KEY (`subject_id`) REFERENCES `count_subjects`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `count_names` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `count_names_name_unique` ON `count_names` (`name`);--> statement-breakpoint
CREATE TABLE `count_sketches` (
	`subject_id` integer NOT NULL,
	`of` text NOT NULL,
	`day` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`subject_id`, `of`),
	FOREIGN KEY (`subject_id`) REFERENCES `count_subjects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `count_subjects` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`channel_id` text,
	`kind` text,
	`published_at` integer,
	`views` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `count_subjects_key_unique` ON `count_subjects` (`key`);--> statement-breakpoint
CREATE INDEX `count_subjects_channel` ON `count_subjects` (`channel_id`,`published_at`,`id`,`views`);--> statement-breakpoint
CREATE INDEX `count_subjects_published` ON `count_subjects` (`published_at`,`views`);--> statement-breakpoint
CREATE TABLE `weekly_summaries` (
	`channel_id` text NOT NULL,
	`account_id` text NOT NULL,
	`locale` text NOT NULL,
	`next_week` integer NOT NULL,
	PRIMARY KEY(`channel_id`, `account_id`),
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `weekly_summaries_account` ON `weekly_summaries` (`account_id`);--> statement-breakpoint
CREATE INDEX `follows_quiet` ON `follows` (`channel_id`,`muted_until`,`notify`) WHERE notify = 0 OR muted_until IS NOT NULL;