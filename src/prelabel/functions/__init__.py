"""The function platform: configuration, bundle, environment, workers; it knows no database and no user."""
