# Begin here. Set enabled to true, apply, let an error happen, and see the ticket; then go on with production.
enabled     = false
environment = "staging"
repository  = "your-org/shop"

services = {
  checkout = { source = "backend" }
}

# Few errors are many in staging.
high_impact_errors = 20

# Asks for a token: export TF_VAR_dispatch_token, or set token_variable. With none, there is no webhook and no token.
dispatch = "workflow"
notify   = ["@slack-shop-staging"]
