using PromptLab.EvalSets;
using PromptLab.Files;
using PromptLab.Texts;

namespace PromptLab.Gating;

/// <summary>Reads gates from <c>evalset.yaml</c> and from the command line; both use the same form.</summary>
internal static class GateRules
{
    internal const string CommandLine = "--gate";
    private const int MaxDays = 36_500;
    private const double MaxAmount = 1e9;

    /// <summary>The gates of an eval set, each checked against its graders and tags; invalid ones are left out.</summary>
    public static IReadOnlyList<GateRule> Of(EvalSet evalSet, Problems problems) =>
        [
            .. evalSet
                .Gates.Select(gate =>
                    Read(gate.ReportingTo, evalSet, problems) is { } rule ? rule with { File = gate.File, Line = gate.Line } : null
                )
                .OfType<GateRule>(),
        ];

    /// <summary>
    /// Parses a gate of the command line, such as <c>metric: pass_rate, min: 0.75</c>; null, with a problem added, where it is
    /// invalid.
    /// </summary>
    public static GateRule? Parse(string text, EvalSet evalSet, Problems problems)
    {
        var braced = text.TrimStart().StartsWith('{') ? text : $"{{ {text} }}";
        var found = new Problems();
        var rule = Read(inside => YamlMap.Read(braced, $"{CommandLine} \"{text}\"", inside), evalSet, found);
        problems.AddRange(found.Found.Select(problem => problem with { Line = null }));
        return rule;
    }

    private static GateRule? Read(Func<Problems, YamlMap?> readMap, EvalSet evalSet, Problems problems)
    {
        var found = new Problems();
        var rule = readMap(found) is { } map ? RuleOf(map, evalSet) : null;
        problems.AddRange(found.Found);
        return found.HasErrors ? null : rule;
    }

    private static GateRule? RuleOf(YamlMap map, EvalSet evalSet)
    {
        var metric = MetricOf(map, evalSet);
        var rule = metric is null
            ? null
            : new GateRule
            {
                Metric = metric,
                Tag = TagOf(map, evalSet, metric),
                Min = LimitOf(map, "min", metric),
                Max = LimitOf(map, "max", metric),
                Against = map.Text("against"),
                MaxDrop = map.Number("max_drop", 0, 1),
                MaxAgeDays = map.Number("max_age_days", 0, MaxDays),
                FailsAsIncomplete = map.Choice("exit", "fail", "incomplete") == "incomplete",
            };
        if (rule is not null)
            Check(rule, map);
        map.RejectUnknownKeys("a gate", "metric", "grader", "tag", "min", "max", "against", "max_drop", "max_age_days", "exit");
        return rule;
    }

    // “grader: json, metric: pass_rate” and “metric: json.pass_rate” mean the same.
    private static GateMetric? MetricOf(YamlMap map, EvalSet evalSet)
    {
        var name = map.RequiredText("metric", "pass_rate");
        var graders = evalSet.Graders.Select(grader => grader.Id).ToList();
        var grader = map.Text("grader");
        if (grader is not null && !graders.Contains(grader, StringComparer.Ordinal))
        {
            map.Problem("grader", $"There is no grader “{grader}”.{NearestName.Suggest(grader, graders)}");
            return null;
        }

        if (name.Length == 0)
            return null;
        name = grader is null ? name : $"{grader}.{name}";

        var known = GateMetric.OfRun.Concat(graders.SelectMany(GateMetric.OfGrader)).ToList();
        var found = known.Find(metric => metric.Name == name);
        if (found is null)
            map.Problem("metric", $"There is no metric “{name}”.{NearestName.Suggest(name, known.Select(metric => metric.Name))}");
        return found;
    }

    private static string? TagOf(YamlMap map, EvalSet evalSet, GateMetric metric)
    {
        if (map.Text("tag") is not { } tag)
            return null;
        var tags = evalSet.Items.SelectMany(item => item.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!tags.Contains(tag, StringComparer.Ordinal))
            map.Problem("tag", $"No item of {evalSet.Name} has the tag “{tag}”.{NearestName.Suggest(tag, tags)}");
        if (metric.Kind == GateMetricKind.Cost)
            map.Problem("tag", "A cost is gated for the whole run, not for a tag. Take “tag” out.");
        return tag;
    }

    private static double? LimitOf(YamlMap map, string key, GateMetric metric) =>
        map.Number(key, 0, metric.Kind is GateMetricKind.Latency or GateMetricKind.Tokens or GateMetricKind.Cost ? MaxAmount : 1);

    private static void Check(GateRule rule, YamlMap map)
    {
        var isRate = rule.Metric.Kind is GateMetricKind.PassRate or GateMetricKind.Score;
        if (rule.Against is null && map.Text("min") is null && map.Text("max") is null)
            map.Problem("metric", "The gate allows everything. Give it “min”, “max”, or “against” a label.");
        if (rule.Against is not null && (rule.Min ?? rule.Max) is not null)
            map.Problem("against", "A limit and a comparison are two gates. Write two.");
        if (rule.Against is not null && !isRate)
            map.Problem("against", $"“{rule.Metric.Name}” is not compared with a baseline; give it “max”.");
        if (rule.Min is not null && !isRate)
            map.Problem("min", $"“{rule.Metric.Name}” has a ceiling and no floor; give it “max”.");
        if (rule.Min > rule.Max)
            map.Problem("min", "“min” is greater than “max”, so nothing can pass.");
        if (rule.Against is null && (rule.MaxDrop ?? rule.MaxAgeDays) is not null)
            map.Problem(rule.MaxDrop is null ? "max_age_days" : "max_drop", "This belongs to a comparison; say “against” what.");
    }
}
