using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Projects;
using PromptLab.Prompts;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab freeze NAME</c>: freezes the draft as the next version.</summary>
internal static class FreezeCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name, or one of its drafts, such as triage@draft-2." };
        var hypothesis = new Option<string?>("--hypothesis")
        {
            Description = "What you expect the change to fix, written before it is measured.",
        };
        var fixes = new Option<string[]>("--fixes")
        {
            Description = "What it will fix: item ids with *, tag:NAME or code:NAME; repeat it for several.",
            AllowMultipleArgumentsPerToken = true,
        };
        var mightBreak = new Option<string[]>("--might-break")
        {
            Description = "What it may break, written alike.",
            AllowMultipleArgumentsPerToken = true,
        };
        var title = new Option<string?>("--title") { Description = "A short name of the change." };
        var strict = new Option<bool>("--ci") { Description = "Refuse more than one change without a reason." };
        var allowMany = new Option<string?>("--allow-many") { Description = "Why this version changes more than one element." };
        var undo = new Option<bool>("--undo")
        {
            Description = "Undo the latest freeze: the version becomes the draft again. Refused once it has been run.",
        };
        var json = JsonOption.Create();
        var command = new Command("freeze", "Make the next version from the draft, with a hypothesis.")
        {
            name,
            hypothesis,
            fixes,
            mightBreak,
            title,
            strict,
            allowMany,
            undo,
            json,
        };
        command.SetAction(
            (parsed, _) =>
                parsed.GetValue(undo)
                    ? UndoAsync(PromptReference.Parse(parsed.GetRequiredValue(name)).Name, parsed.GetValue(json), context)
                    : RunAsync(
                        new FreezeOptions
                        {
                            Name = PromptReference.Parse(parsed.GetRequiredValue(name)).Name,
                            Draft = DraftOf(PromptReference.Parse(parsed.GetRequiredValue(name))),
                            Hypothesis = NullIfBlank(parsed.GetValue(hypothesis)),
                            PredictedFixes = Parts(parsed.GetValue(fixes)),
                            MightBreak = Parts(parsed.GetValue(mightBreak)),
                            Title = parsed.GetValue(title),
                            Strict = parsed.GetValue(strict),
                            ManyChangesReason = NullIfBlank(parsed.GetValue(allowMany)),
                        },
                        parsed.GetValue(json),
                        context
                    )
        );
        return command;
    }

    private static async Task<int> RunAsync(FreezeOptions options, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        if (options.Hypothesis is null && context.IsInteractive && project.HypothesisOf(options.Name, options.Draft) is null)
            options = options with { Hypothesis = Ask(context) };
        var frozen = project.Freeze(options);
        if (json)
            context.Write(FreezeOutput.Of(frozen));
        else
            Show(frozen, options.Draft == PromptReference.Draft, context);
        return ExitCodes.Done;
    }

    private static async Task<int> UndoAsync(string prompt, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var undone = project.Unfreeze(prompt);
        if (json)
            context.Write(UnfreezeOutput.Of(undone));
        else
            context.Out.WriteLine($"{undone.Version.Reference} is a draft again: {undone.Draft}");
        return ExitCodes.Done;
    }

    // Without a version, or with a second “@”, the reference means the draft itself.
    private static string DraftOf(PromptReference reference) =>
        reference.Version is { } draft && PromptReference.Parse(draft).Version is null ? draft : PromptReference.Draft;

    private static string? Ask(CommandContext context)
    {
        context.Error.Write("What do you expect this change to fix? ");
        return NullIfBlank(context.In.ReadLine());
    }

    private static void Show(FreezeResult frozen, bool goesOn, CommandContext context)
    {
        var version = frozen.Version;
        var changed =
            frozen.Changes.Count == 0 ? "the first version" : $"changed against {version.Parent}: {string.Join(", ", frozen.Elements)}";
        context.Out.WriteLine($"{version.Reference} is frozen ({ContentHash.Short(version.Hash)}), {changed}.");
        context.Out.WriteLine(
            $"Commit {version.File} and its versions.lock.{(goesOn ? $" The draft goes on from {version.Version}." : "")}"
        );
    }

    private static IReadOnlyList<string> Parts(string[]? texts) =>
        [.. (texts ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
