variable "enabled" {
  description = "The switch of everything here. While it is false, nothing exists."
  type        = bool
  default     = false
}

variable "environment" {
  description = "The env tag of the services whose errors are watched. One apply, and one state, for each environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_.-]{0,62}$", var.environment))
    error_message = "environment must be an env tag as Datadog stores it, such as staging or production: lower case letters, digits, dots, dashes and underscores."
  }
}

variable "name" {
  description = "What monitors and webhooks are named after. Two repositories in one Datadog organisation need two names."
  type        = string
  default     = "error-triage"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,40}$", var.name))
    error_message = "name must be lower case letters, digits and dashes, such as error-triage: it becomes part of @webhook-<name>."
  }
}

variable "repository" {
  description = "The repository whose workflow triages the errors: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be owner/name, such as your-org/shop; not an address, and without .git."
  }
}

variable "services" {
  description = "The services to watch, by their service tag. Each gets a New Issue and a High Impact monitor."
  type = map(object({
    # Where its errors come from: all, backend, browser or mobile.
    source = optional(string, "all")
    # More of Datadog's search syntax, such as -@error.type:TimeoutError or version:2.*
    filter = optional(string, "")
    # Errors of one issue in a day; left out, it is high_impact_errors.
    high_impact_errors = optional(number)
    # 1 (high) to 5 (low), of the High Impact monitor. The New Issue monitor has the lowest.
    priority = optional(number, 2)
  }))
  default = {}

  validation {
    condition     = alltrue([for service in values(var.services) : contains(["all", "backend", "browser", "mobile"], service.source)])
    error_message = "The source of a service must be all, backend, browser or mobile. Browser and mobile are those whose errors come from RUM."
  }

  validation {
    condition     = alltrue([for name in keys(var.services) : can(regex("^[a-z0-9][a-z0-9_.:/-]*$", name))])
    error_message = "The keys of services must be service tags as Datadog stores them: lower case, without spaces, quotes or wildcards. One entry for each service."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : !can(regex("[\"\\\\]", service.filter))])
    error_message = "The filter of a service must not hold a double quote or a backslash: it stands inside the quotes of the monitor's query. Write a space as ? in a value."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.high_impact_errors == null ? true : service.high_impact_errors >= 1])
    error_message = "high_impact_errors of a service must be 1 or more: the monitor fires when an issue has more errors than that in a day."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : contains([1, 2, 3, 4, 5], service.priority)])
    error_message = "The priority of a service must be a whole number from 1 (high) to 5 (low)."
  }

  validation {
    condition     = length(var.services) <= 500
    error_message = "Datadog allows 1,000 Error Tracking monitors in an organisation, and each service takes two. Watch fewer services, and leave the others to the nightly sweep."
  }
}

variable "high_impact_errors" {
  description = "The High Impact monitor fires when one issue has more errors than this in a day."
  type        = number
  default     = 100

  validation {
    condition     = var.high_impact_errors >= 1
    error_message = "high_impact_errors must be 1 or more. Start high: a monitor that always fires says nothing, and its three points of the score are worth nothing."
  }
}

variable "notify" {
  description = "Whom the monitors tell besides the webhook, such as @slack-alerts. With dispatch none, nobody else hears of an alert."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for handle in var.notify : can(regex("^@[^\\s{}]+$", handle))])
    error_message = "Each entry of notify must be one handle with its @, such as @slack-alerts or @team@example.com."
  }
}

variable "tags" {
  description = "More tags for the monitors, such as team:platform. The tags service and env are set already."
  type        = list(string)
  default     = []
}

variable "dispatch" {
  description = "How an alert reaches GitHub: repository (token with Contents: write), workflow (token with Actions: write) or none (the sweep polls, no token in Datadog)."
  type        = string
  default     = "none"

  validation {
    condition     = contains(["repository", "workflow", "none"], var.dispatch)
    error_message = "dispatch must be repository, workflow or none. The README compares them."
  }
}

variable "dispatch_token" {
  description = "The token that the webhook shows to GitHub. Give it as TF_VAR_dispatch_token and never in a file; it lands in Terraform's state."
  type        = string
  default     = null
  sensitive   = true
  nullable    = true

  validation {
    condition     = !(var.enabled && var.dispatch != "none") || (var.dispatch_token == null) != (var.token_variable == null)
    error_message = "With dispatch repository or workflow, give either dispatch_token (Terraform stores it in Datadog, and in its state) or token_variable (you stored it in Datadog by hand), and not both."
  }

  validation {
    condition     = var.dispatch_token == null ? true : can(regex("^[A-Za-z0-9_]{20,255}$", var.dispatch_token))
    error_message = "dispatch_token does not look like a GitHub token. Give the token alone: without \"Bearer\", quotes or a line break."
  }
}

variable "token_variable" {
  description = "Name of a custom variable that exists in Datadog's webhooks integration already. Set it to keep the token out of Terraform."
  type        = string
  default     = null

  validation {
    condition     = var.token_variable == null ? true : can(regex("^[A-Z][A-Z0-9_]{0,99}$", var.token_variable))
    error_message = "token_variable must be the name alone, in upper case letters, digits and underscores, without the $."
  }
}

variable "workflow_file" {
  description = "With dispatch workflow: file name of the triage workflow."
  type        = string
  default     = "error-triage.yml"

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]+\\.ya?ml$", var.workflow_file))
    error_message = "workflow_file must be the file's name alone, such as error-triage.yml; not its path."
  }
}

variable "workflow_ref" {
  description = "With dispatch workflow: the branch whose workflow runs. For repository_dispatch GitHub always takes the default branch."
  type        = string
  default     = "main"
}

variable "github_api_url" {
  description = "GitHub's API; on GitHub Enterprise Server https://<host>/api/v3. Datadog has to reach it."
  type        = string
  default     = "https://api.github.com"

  validation {
    condition     = can(regex("^https://[^/\\s]+(/[^/\\s]+)*$", var.github_api_url))
    error_message = "github_api_url must start with https:// and not end in a slash: the token travels there."
  }
}
