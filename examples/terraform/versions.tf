terraform {
  # Validations below compare variables with each other, which Terraform does from 1.9 on.
  required_version = ">= 1.9.0"

  required_providers {
    datadog = {
      source  = "DataDog/datadog"
      version = ">= 3.82.0, < 5.0.0"
    }
  }
}

# No provider block here, so that the folder works as a root and as a module. The provider reads DD_API_KEY, DD_APP_KEY
# and, outside of the US1 site, DD_HOST (https://api.datadoghq.eu) from the environment.
