"""Output for machines: the heads of pages, feeds, the sitemap, assets."""
