using System.Globalization;
using PromptLab.Files;

namespace PromptLab.Projects;

/// <summary>Reads <c>run</c> of <c>promptlab.yaml</c> and what the environment says instead.</summary>
internal static class RunSection
{
    private const int MostRepeats = 1000;
    private const int MostConcurrency = 1000;

    public static RunDefaults Read(YamlMap? run, string shownAs, Func<string, string?> variable, Problems problems)
    {
        var file = run is null ? new RunDefaults() : new RunDefaults
        {
            Model = run.Text("model"),
            Repeats = run.Integer("repeats", 1, MostRepeats) ?? 1,
            Concurrency = run.Integer("concurrency", 1, MostConcurrency) ?? 8,
            Timeout = run.Number("timeout_seconds", 0.001, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Retries = RetriesOf(run.Map("retries")),
            Cache = run.Choice("cache", "off", "read-write", "read-only"),
            Budget = BudgetOf(run.Map("budget")),
        };
        run?.RefuseOtherKeys("“run”");
        return file with
        {
            Model = variable("PROMPTLAB__RUN__MODEL") ?? file.Model,
            Repeats = Number("REPEATS", MostRepeats) ?? file.Repeats,
            Concurrency = Number("CONCURRENCY", MostConcurrency) ?? file.Concurrency,
        };

        int? Number(string name, int maximum)
        {
            var full = $"PROMPTLAB__RUN__{name}";
            if (variable(full) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum)
                return number;
            problems.Add(full, null, FormattableString.Invariant($"The variable takes a whole number from 1 to {maximum}, not “{text}”. It goes before {shownAs}."));
            return null;
        }
    }

    private static RetryDefinition? RetriesOf(YamlMap? retries)
    {
        if (retries is null)
            return null;
        var definition = new RetryDefinition(retries.Integer("max_attempts", 1, 5), retries.Texts("on"));
        retries.RefuseOtherKeys("“retries”");
        return definition;
    }

    private static BudgetDefinition? BudgetOf(YamlMap? budget)
    {
        if (budget is null)
            return null;
        var definition = new BudgetDefinition(budget.Amount("max_cost_usd"), budget.Integer("max_requests", 1), budget.Integer("max_tokens", 1));
        budget.RefuseOtherKeys("“budget”");
        return definition;
    }
}
