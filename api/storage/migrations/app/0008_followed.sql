CREATE TABLE `told` (
	`gap` text NOT NULL,
	`customer` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`gap`, `customer`)
);
--> statement-breakpoint
CREATE TABLE `views` (
	`staff` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`created` integer NOT NULL,
	PRIMARY KEY(`staff`, `name`),
	FOREIGN KEY (`staff`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `customers` ADD `contact_ok` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `links` ADD `segments` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `links` ADD `reference` text;--> statement-breakpoint
ALTER TABLE `links` ADD `opened` integer;--> statement-breakpoint
ALTER TABLE `links` ADD `returned` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `links_reference_unique` ON `links` (`reference`);--> statement-breakpoint
ALTER TABLE `staff` ADD `totp` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_step` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `recovery` text;