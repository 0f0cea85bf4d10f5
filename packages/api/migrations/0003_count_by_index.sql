DROP INDEX `posts_channel`;--> statement-breakpoint
CREATE INDEX `posts_channel` ON `posts` (`channel_id`,`published_at`,`id`,`expires_at`);