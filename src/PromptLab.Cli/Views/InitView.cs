using PromptLab.Cli.Terminal;
using PromptLab.Projects;
using PromptLab.Texts;
using Spectre.Console;

namespace PromptLab.Cli.Views;

/// <summary>Asks what <c>promptlab init</c> can't tell, and shows what it made.</summary>
internal static class InitView
{
    public static void Write(NewResult made, TextWriter writer)
    {
        foreach (var note in made.Notes)
            writer.WriteLine(note);
        writer.WriteLine();
        foreach (var file in made.Files)
            writer.WriteLine($"  {file}");
        writer.WriteLine(
            made.Files.Count == 0
                ? "Everything was already there; nothing was written."
                : $"{Format.Quantity(made.Files.Count, "file")} written. Read {made.File} and say in it what the model can't know, then: promptlab check · promptlab run"
        );
    }

    public static string AskExpected(CommandContext context, IEnumerable<string> columns) =>
        context.ErrorConsole.Prompt(Choice("Which column holds the right answer?").AddChoices(columns));

    public static IReadOnlyList<string> AskInput(CommandContext context, IEnumerable<string> columns) =>
        context.ErrorConsole.Prompt(
            new MultiSelectionPrompt<string> { Title = "Which columns is the prompt to read?", Converter = Markup.Escape }
                .Required()
                .AddChoices(columns)
        );

    private static SelectionPrompt<string> Choice(string title) => new() { Title = title, Converter = Markup.Escape };
}
