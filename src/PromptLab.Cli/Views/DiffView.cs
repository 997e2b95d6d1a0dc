using PromptLab.Cli.Terminal;
using PromptLab.Prompts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Shows the difference of two versions: in colour on a terminal, else with the marks of <c>git diff --word-diff</c>.</summary>
internal static class DiffView
{
    public static void Write(CommandContext context, Prompt before, Prompt after, PromptDiff diff)
    {
        var console = context.Console;
        console.MarkupLineInterpolated(
            $"[bold]{before.Reference}[/] → [bold]{after.Reference}[/]: {(diff.Changes.Count == 0 ? "no difference that a model would see" : string.Join(", ", diff.Changes))}"
        );
        foreach (var part in diff.Parts)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{part.Name}[/]");
            foreach (var line in part.Lines)
                console.MarkupLine(context.Colours ? Coloured(line) : Marked(line));
        }
    }

    private static string Coloured(DiffLine line) =>
        Margin(line.Kind)
        + string.Concat(
            line.Words.Select(word =>
                word.Kind switch
                {
                    DiffKind.Removed => $"[red strikethrough]{Markup.Escape(word.Text)}[/]",
                    DiffKind.Added => $"[green]{Markup.Escape(word.Text)}[/]",
                    _ => Markup.Escape(word.Text),
                }
            )
        );

    private static string Marked(DiffLine line) =>
        Margin(line.Kind)
        + Markup.Escape(
            line.Kind != DiffKind.Changed
                ? line.Words[0].Text
                : string.Concat(
                    line.Words.Select(word =>
                        word.Kind switch
                        {
                            DiffKind.Removed => $"[-{word.Text}-]",
                            DiffKind.Added => $"{{+{word.Text}+}}",
                            _ => word.Text,
                        }
                    )
                )
        );

    private static string Margin(DiffKind kind) =>
        kind switch
        {
            DiffKind.Removed => "- ",
            DiffKind.Added => "+ ",
            DiffKind.Changed => "~ ",
            _ => "  ",
        };
}
