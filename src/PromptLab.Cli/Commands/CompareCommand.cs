using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Reports;
using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Projects;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab compare BASELINE CANDIDATE…</c>: compares stored runs item by item. Sends nothing.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandContext context)
    {
        var baseline = new Argument<string?>("baseline")
        {
            Description =
                "A run, by id or the end of its id, or a prompt version: its latest comparable run. Without any, the only prompt's latest version and its parent.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var candidates = new Argument<string[]>("candidate")
        {
            Description = "The run to compare with it; several are corrected together.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var reports = new ReportOptions<CompareResult>();
        var allow = new Option<string[]>("--allow")
        {
            Description = "Compare although this differs too: model or graders. The difference can then be put down to neither.",
            AllowMultipleArgumentsPerToken = true,
        };
        allow.AcceptOnlyFromAmong("model", "graders");
        var intersect = new Option<bool>("--intersect") { Description = "Compare runs over different items by what they have in common." };
        var seed = NumberOption.Whole("--seed", "The seed of resampling; without it the seed follows from what is compared.");
        var agreement = new AgreementCommandLine();
        var json = JsonOption.Create();
        var command = new Command("compare", "Weigh runs item by item: difference, interval, verdict.")
        {
            baseline,
            candidates,
            reports,
            allow,
            intersect,
            seed,
            json,
        };
        foreach (var option in agreement.Options)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (agreement.ObjectionTo(result) is { } objection)
                result.AddError(objection);
            else if (
                !agreement.IsChosenIn(result)
                && result.GetResult(baseline) is { Tokens.Count: 1 }
                && result.GetResult(candidates) is null or { Tokens.Count: 0 }
            )
                result.AddError("compare takes a baseline and what to compare with it: promptlab compare A B");
        });
        command.SetAction(
            (parsed, _) =>
                agreement.IsChosenIn(parsed)
                    ? MeasureAsync(
                        agreement.OptionsOf(
                            parsed,
                            [.. new[] { parsed.GetValue(baseline) }.OfType<string>(), .. parsed.GetValue(candidates) ?? []],
                            parsed.GetValue(seed)
                        ),
                        parsed.GetValue(json),
                        context
                    )
                    : RunAsync(
                        new CompareOptions
                        {
                            Baseline = parsed.GetValue(baseline) ?? "",
                            Candidates = parsed.GetValue(candidates) ?? [],
                            Allowed = AllowedBy(parsed.GetValue(allow) ?? [], parsed.GetValue(intersect)),
                            Seed = parsed.GetValue(seed),
                        },
                        reports.ChosenIn(parsed),
                        parsed.GetValue(json),
                        context
                    )
        );
        return command;
    }

    private static async Task<int> MeasureAsync(AgreementOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var measured = project.MeasureAgreement(options);
        if (json)
            context.Write(AgreementOutput.Of(measured));
        else
            AgreementView.Write(context.Console, measured);
        return ExitCodes.Done;
    }

    private static CompareOptions OnlyPair(CompareOptions options, PromptLabProject project)
    {
        var (baseline, candidate) = project.OnlyPair();
        return options with { Baseline = baseline, Candidates = [candidate] };
    }

    private static async Task<int> RunAsync(CompareOptions options, ChosenReports<CompareResult> reports, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var compared = project.Compare(options.Baseline.Length > 0 ? options : OnlyPair(options, project));
        var comparisons = compared.Comparisons;
        reports.WriteFiles(compared, context);
        if (json)
            context.Write(CompareOutput.Of(comparisons));
        else if (!reports.TryWriteText(compared, context))
            CompareView.Write(context.Console, comparisons, VerdictText.Note(comparisons, compared.Holdouts.GetValueOrDefault));
        return ExitCodes.Done;
    }

    private static AllowedDifferences AllowedBy(IReadOnlyList<string> words, bool intersect) =>
        new() { Aspects = [.. words.Select(word => word == "model" ? ComparedAspect.Model : ComparedAspect.Graders)], Items = intersect };
}
