# What the action tells of itself: see dashboard.tf and alarms.tf. Its metrics carry the repository and no environment, so
# switch these on in one environment alone.

variable "dashboard" {
  description = "Whether to make the dashboard of the action's own metrics."
  type        = bool
  default     = false
}

variable "alarms" {
  description = "Whether to make the monitors that watch the action itself."
  type        = bool
  default     = false

  validation {
    condition     = !(var.enabled && var.alarms) || length(var.alarm_notify) > 0
    error_message = "With alarms, say in alarm_notify whom to tell: an alarm that nobody hears is none."
  }
}

variable "alarm_notify" {
  description = "Whom the alarms tell, such as @slack-platform. People, never the triage webhook."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for handle in var.alarm_notify : can(regex("^@[^\\s{}]+$", handle)) && !startswith(handle, "@webhook-")])
    error_message = "Each entry of alarm_notify must be one handle with its @, such as @slack-platform, and no webhook."
  }
}

variable "heartbeat_hours" {
  description = "No run of triage for so many hours is an alarm. The nightly sweep runs every 24 hours, and GitHub starts it late at times."
  type        = number
  default     = 26

  validation {
    condition     = var.heartbeat_hours >= 1 && var.heartbeat_hours <= 48 && floor(var.heartbeat_hours) == var.heartbeat_hours
    error_message = "heartbeat_hours must be a whole number from 1 to 48, and more than the hours between two scheduled sweeps."
  }
}

variable "failed_runs" {
  description = "So many failed runs of triage within four hours are an alarm."
  type        = number
  default     = 3

  validation {
    condition     = var.failed_runs >= 1 && floor(var.failed_runs) == var.failed_runs
    error_message = "failed_runs must be a whole number, 1 or more."
  }
}

variable "daily_cost_usd" {
  description = "The ceiling of a day in US dollars, as autofix.budget.day in the policy file. The ledger holds it; the alarm tells when it did not."
  type        = number
  default     = 10

  validation {
    condition     = var.daily_cost_usd > 0
    error_message = "daily_cost_usd must be more than 0. Write what autofix.budget.day says."
  }
}

variable "runbook_url" {
  description = "Where the alarms send people."
  type        = string
  default     = "https://github.com/org/datadog-autofix-action/blob/v1/docs/runbook.md#what-each-alarm-means"
}
