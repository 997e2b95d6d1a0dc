using System.Globalization;
using PromptLab.Calling;
using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Settings;

/// <summary>Reads <c>run</c> of <c>promptlab.yaml</c>, overridden by environment variables.</summary>
internal static class RunSection
{
    private const int MaxRepeats = 1000;
    private const int MaxConcurrency = 1000;

    internal static RunDefaults Read(YamlMap? run, string shownAs, Func<string, string?> variable, Problems problems)
    {
        var file = run is null
            ? new RunDefaults()
            : new RunDefaults
            {
                Model = run.Text("model"),
                Repeats = run.Integer("repeats", 1, MaxRepeats) ?? 1,
                Concurrency = run.Integer("concurrency", 1, MaxConcurrency) ?? 8,
                Timeout = run.Number("timeout_seconds", 0.001, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Retries = RetriesOf(run.Map("retries")),
                Cache = ParseCacheMode(run.Choice("cache", CacheModes)),
                Budget = BudgetOf(run.Map("budget")),
                Grace = TimeSpan.FromSeconds(run.Number("grace_seconds", 0, 3600) ?? 30),
            };
        run?.RejectUnknownKeys("“run”");
        return file with
        {
            Model = variable("PROMPTLAB__RUN__MODEL") ?? file.Model,
            Repeats = Number("REPEATS", MaxRepeats) ?? file.Repeats,
            Concurrency = Number("CONCURRENCY", MaxConcurrency) ?? file.Concurrency,
        };

        int? Number(string name, int maximum)
        {
            var full = $"PROMPTLAB__RUN__{name}";
            if (variable(full) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum)
                return number;
            problems.Add(
                full,
                null,
                FormattableString.Invariant(
                    $"The variable takes a whole number from 1 to {maximum}, not “{text}”. It goes before {shownAs}."
                )
            );
            return null;
        }
    }

    /// <summary>The values of <c>cache</c>: whether runs read and write the response cache.</summary>
    public static string[] CacheModes { get; } = ["off", "read-write", "read-only"];

    /// <summary>Parses a cache mode; null and unknown words are <see cref="CacheMode.Off"/>.</summary>
    public static CacheMode ParseCacheMode(string? word) =>
        word switch
        {
            "read-write" => CacheMode.ReadWrite,
            "read-only" => CacheMode.ReadOnly,
            _ => CacheMode.Off,
        };

    private static RetryOptions RetriesOf(YamlMap? retries)
    {
        var defaults = new RetryOptions();
        if (retries is null)
            return defaults;
        var options = new RetryOptions
        {
            MaxAttempts = retries.Integer("max_attempts", 1, RetryOptions.HighestMaxAttempts) ?? defaults.MaxAttempts,
            FirstWait = retries.Number("first_wait_seconds", 0.001, 60) is { } wait ? TimeSpan.FromSeconds(wait) : defaults.FirstWait,
            TotalLimit = retries.Number("total_seconds", 0.001, 86_400) is { } total ? TimeSpan.FromSeconds(total) : null,
            FailureTypes = FailuresOf(retries),
        };
        retries.RejectUnknownKeys("“retries”");
        return options;
    }

    // Names of failure types; null, where the file has no “on”, means every retryable failure.
    private static List<string>? FailuresOf(YamlMap retries)
    {
        if (!retries.Has("on"))
            return null;
        var types = new List<string>();
        foreach (var word in retries.Texts("on"))
        {
            var type = FailureType.Of(word.All(char.IsAsciiDigit) ? FailureType.HttpPrefix + word : word);
            if (!type.IsRetryable)
                retries.Problem(
                    "on",
                    $"“{word}” is nothing that another attempt could mend. “on” takes 408, 429, 500 to 599, timeout, transport, malformed and empty."
                );
            types.Add(type.Name);
        }

        return types;
    }

    private static BudgetLimits BudgetOf(YamlMap? budget)
    {
        if (budget is null)
            return BudgetLimits.None;
        var limits = new BudgetLimits(budget.Amount("max_cost_usd"), budget.Integer("max_requests", 1), budget.Integer("max_tokens", 1));
        budget.RejectUnknownKeys("“budget”");
        return limits;
    }
}
