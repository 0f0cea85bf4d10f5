CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text NOT NULL,
	`holder_id` text NOT NULL,
	`account_id` text,
	`act` text NOT NULL,
	`content` blob,
	`at` integer NOT NULL,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `reviews_holder` ON `reviews` (`holder_id`,`at`);--> statement-breakpoint
CREATE TABLE `hourly_votes` (
	`post_id` text NOT NULL,
	`hour` integer NOT NULL,
	`option` integer NOT NULL,
	`votes` integer NOT NULL,
	PRIMARY KEY(`post_id`, `hour`, `option`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `tallies` (
	`post_id` text NOT NULL,
	`option` integer NOT NULL,
	`votes` integer NOT NULL,
	PRIMARY KEY(`post_id`, `option`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `turnouts` (
	`post_id` text PRIMARY KEY NOT NULL,
	`voters` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `votes` (
	`post_id` text NOT NULL,
	`voter` text NOT NULL,
	`options` integer NOT NULL,
	PRIMARY KEY(`post_id`, `voter`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `post_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`post_id` text NOT NULL,
	`account_id` text,
	`at` integer NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `post_versions_post` ON `post_versions` (`post_id`,`at`);--> statement-breakpoint
CREATE TABLE `sticker_packs` (
	`id` text PRIMARY KEY NOT NULL,
	`channel_id` text,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sticker_packs_channel` ON `sticker_packs` (`channel_id`);--> statement-breakpoint
CREATE TABLE `stickers` (
	`id` text PRIMARY KEY NOT NULL,
	`pack_id` text,
	`position` integer NOT NULL,
	`emoji` text NOT NULL,
	`moving` integer NOT NULL,
	`object` text NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`pack_id`) REFERENCES `sticker_packs`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `stickers_pack` ON `stickers` (`pack_id`,`position`);--> statement-breakpoint
CREATE INDEX `stickers_removed` ON `stickers` (`removed_at`);--> statement-breakpoint
ALTER TABLE `channels` ADD `review` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `drafts` ADD `review` text;--> statement-breakpoint
ALTER TABLE `drafts` ADD `author_id` text REFERENCES accounts(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `media` ADD `bytes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `media_channel` ON `media` (`channel_id`,`bytes`);--> statement-breakpoint
ALTER TABLE `posts` ADD `poll` text;