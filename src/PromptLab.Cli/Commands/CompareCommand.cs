using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Views;
using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Reporting;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab compare BASELINE CANDIDATE…</c>: what the evidence says of a change, item by item.</summary>
internal static class CompareCommand
{
    private sealed record Request(
        string Baseline,
        IReadOnlyList<string> Candidates,
        string? Csv,
        bool Markdown,
        bool Json,
        IReadOnlyCollection<ComparedAspect> Allowed,
        long? Seed
    );

    public static Command Create(CommandContext context)
    {
        var baseline = new Argument<string>("baseline")
        {
            Description = "A run, by id or the end of its id, or a prompt version: its latest comparable run.",
        };
        var candidates = new Argument<string[]>("candidate")
        {
            Description = "The run to compare with it; several are corrected together.",
            Arity = ArgumentArity.OneOrMore,
        };
        var csv = new Option<string?>("--csv") { Description = "Write the items side by side to this file." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown for a pull request." };
        var allow = new Option<string[]>("--allow")
        {
            Description = "Compare although this differs too: model or graders. The difference can then be put down to neither.",
            AllowMultipleArgumentsPerToken = true,
        };
        allow.AcceptOnlyFromAmong("model", "graders");
        var intersect = new Option<bool>("--intersect") { Description = "Compare runs over different items by what they have in common." };
        var seed = WholeNumberOption.Create("--seed", "The seed of resampling; without it the seed follows from what is compared.");
        var json = JsonOption.Create();
        var command = new Command(
            "compare",
            "Compare runs item by item: the difference with its interval, the verdict, and the items that flipped."
        )
        {
            baseline,
            candidates,
            csv,
            markdown,
            allow,
            intersect,
            seed,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                Task.FromResult(
                    Run(
                        new Request(
                            parsed.GetRequiredValue(baseline),
                            parsed.GetRequiredValue(candidates),
                            parsed.GetValue(csv),
                            parsed.GetValue(markdown),
                            parsed.GetValue(json),
                            AllowedBy(parsed.GetValue(allow) ?? [], parsed.GetValue(intersect)),
                            parsed.GetValue(seed)
                        ),
                        context
                    )
                )
        );
        return command;
    }

    private static int Run(Request request, CommandContext context)
    {
        var project = Project.Open(context);
        var problems = new Problems();
        var found = RunReferences.FindTogether(project, request.Baseline, request.Candidates, problems);
        problems.ThrowIfErrors();
        var (baseline, candidates) = found!.Value;
        var comparisons = RunComparer.Of(project, baseline, candidates, request.Allowed, request.Seed, problems);
        context.Conclude(problems);
        if (comparisons.FirstOrDefault(one => one.Evidence.Comparison.Pairs.Count == 0) is { } empty)
            throw new InputException(empty.Candidate.RunId, null, "The two runs have no item in common, so there is nothing to compare.");
        if (request.Csv is not null)
            OutputFile.Write(context, request.Csv, writer =>
                SideBySideCsv.Write([.. comparisons.Select(one => one.Evidence.Comparison)], writer)
            );
        if (request.Json)
            context.Write(CompareReport.Of(comparisons));
        else if (request.Markdown)
            CompareMarkdown.Write(comparisons, context.Out, Holdouts.Of(project));
        else
            CompareView.Write(context.Console, comparisons, VerdictText.Note(comparisons, Holdouts.Of(project)));
        return ExitCodes.Done;
    }

    private static List<ComparedAspect> AllowedBy(IReadOnlyList<string> words, bool intersect) =>
        [
            .. words.Select(word => word == "model" ? ComparedAspect.Model : ComparedAspect.Graders),
            .. intersect ? new[] { ComparedAspect.Items } : [],
        ];
}
