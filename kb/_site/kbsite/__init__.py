"""What the site adds to the pages: badges, drawings, folds, links, and the pages to browse by."""
