# What the action tells of itself, for people: is it alive, what did it do, what failed, what did it cost.
resource "datadog_dashboard" "own" {
  count = var.enabled && var.dashboard ? 1 : 0

  title       = "Datadog autofix: ${var.repository}"
  description = "From error to ticket to draft pull request. What each alarm asks of you: ${var.runbook_url}"
  layout_type = "ordered"

  template_variable {
    name     = "repository"
    prefix   = "repository"
    defaults = [lower(var.repository)]
  }

  template_variable {
    name     = "team"
    prefix   = "team"
    defaults = ["*"]
  }

  widget {
    group_definition {
      title       = "Is it alive?"
      layout_type = "ordered"

      widget {
        query_value_definition {
          title     = "Runs of triage in the last day (0: look at once)"
          live_span = "1d"
          precision = 0
          request {
            aggregator = "sum"
            q          = "sum:datadog_autofix.triage.runs{$repository}.as_count()"
            conditional_formats {
              comparator = "<"
              value      = 1
              palette    = "white_on_red"
            }
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Runs of triage, by what started them"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.triage.runs{$repository} by {kind}.as_count()"
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Failed runs of triage"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.triage.runs{$repository,result:failed}.as_count()"
          }
          marker {
            value        = "y = ${var.failed_runs}"
            display_type = "error dashed"
            label        = "alarm, within four hours"
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Longest run of triage, in seconds"
          request {
            display_type = "line"
            q            = "max:datadog_autofix.triage.duration_seconds{$repository} by {kind}"
          }
        }
      }
    }
  }

  widget {
    group_definition {
      title       = "What became of the errors?"
      layout_type = "ordered"

      widget {
        timeseries_definition {
          title = "Issues: tickets, duplicates, below the threshold, failed"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.triage.issues{$repository,$team} by {outcome}.as_count()"
          }
        }
      }

      widget {
        toplist_definition {
          title = "Why"
          request {
            q = "top(sum:datadog_autofix.triage.issues{$repository,$team} by {reason}.as_count(), 20, 'sum', 'desc')"
          }
        }
      }

      widget {
        toplist_definition {
          title = "New tickets, by team"
          request {
            q = "top(sum:datadog_autofix.triage.issues{$repository,$team,outcome:ticketed} by {team}.as_count(), 20, 'sum', 'desc')"
          }
        }
      }
    }
  }

  widget {
    group_definition {
      title       = "What did auto-fix come to?"
      layout_type = "ordered"

      widget {
        timeseries_definition {
          title = "Attempts, by outcome"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.attempts{$repository,$team} by {outcome}.as_count()"
          }
        }
      }

      widget {
        query_value_definition {
          title       = "Proven, leaving out what switch and limits held back"
          precision   = 0
          custom_unit = "%"
          request {
            query {
              metric_query {
                name       = "proven"
                query      = "sum:datadog_autofix.attempts{$repository,$team,outcome:fix-ready}.as_count()"
                aggregator = "sum"
              }
            }
            query {
              metric_query {
                name       = "tried"
                query      = "sum:datadog_autofix.attempts{$repository AND $team AND outcome NOT IN (disabled,over-budget,already-proposed)}.as_count()"
                aggregator = "sum"
              }
            }
            formula {
              formula_expression = "100 * default_zero(proven) / tried"
            }
          }
        }
      }

      widget {
        toplist_definition {
          title = "Why not, and by class"
          request {
            q = "top(sum:datadog_autofix.attempts{$repository,$team,!outcome:fix-ready} by {reason,fix_class}.as_count(), 20, 'sum', 'desc')"
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Longest attempt, in seconds"
          request {
            display_type = "line"
            q            = "max:datadog_autofix.duration_seconds{$repository,$team} by {outcome}"
          }
        }
      }
    }
  }

  widget {
    group_definition {
      title       = "What does it cost?"
      layout_type = "ordered"

      widget {
        timeseries_definition {
          title     = "US dollars a day (UTC), against the ceiling"
          live_span = "1mo"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.cost_usd{$repository}.as_count().rollup(sum, 86400)"
          }
          marker {
            value        = "y = ${var.daily_cost_usd}"
            display_type = "error dashed"
            label        = "ceiling"
          }
        }
      }

      widget {
        query_value_definition {
          title       = "US dollars for one proven fix, attempts that came to nothing included"
          precision   = 2
          custom_unit = "$"
          request {
            query {
              metric_query {
                name       = "cost"
                query      = "sum:datadog_autofix.cost_usd{$repository,$team}.as_count()"
                aggregator = "sum"
              }
            }
            query {
              metric_query {
                name       = "proven"
                query      = "sum:datadog_autofix.attempts{$repository,$team,outcome:fix-ready}.as_count()"
                aggregator = "sum"
              }
            }
            formula {
              formula_expression = "cost / proven"
            }
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Tokens, by kind"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.tokens{$repository,$team} by {token_kind}.as_count()"
          }
        }
      }

      widget {
        timeseries_definition {
          title = "Turns of the agent, by outcome"
          request {
            display_type = "bars"
            q            = "sum:datadog_autofix.turns{$repository,$team} by {outcome}.as_count()"
          }
        }
      }
    }
  }
}
