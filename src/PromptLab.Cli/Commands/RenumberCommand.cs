using System.CommandLine;
using PromptLab.Cli.Options;
using PromptLab.Cli.Outputs;
using PromptLab.Cli.Terminal;
using PromptLab.Files;
using PromptLab.Projects;

namespace PromptLab.Cli.Commands;

/// <summary>
/// <c>promptlab renumber prompt@v3</c>: after a merge, gives one of the texts that two people froze as v3 the next number.
/// </summary>
internal static class RenumberCommand
{
    public static Command Create(CommandContext context)
    {
        var version = new Argument<string>("prompt") { Description = "The version that was frozen on two branches, such as triage@v3." };
        var text = new Option<string?>("--text")
        {
            Description = "A file with the text to renumber; otherwise it is found in the version's file or in git.",
            HelpName = "file",
        };
        var json = JsonOption.Create();
        var command = new Command("renumber", "After a merge, give one of two texts the next number.") { version, text, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(version), parsed.GetValue(text), parsed.GetValue(json), context));
        return command;
    }

    private static async Task<int> RunAsync(string version, string? text, bool json, CommandContext context)
    {
        await using var project = CommandProject.Open(context);
        var renumbered = await project.RenumberAsync(version, text, context.Stopping);
        if (json)
            context.Write(RenumberOutput.Of(renumbered));
        else
            Show(renumbered, context.Out);
        return ExitCodes.Done;
    }

    private static void Show(RenumberResult renumbered, TextWriter output)
    {
        var (version, was) = (renumbered.Version, $"{renumbered.Version.Name}@{renumbered.Was}");
        output.WriteLine(
            $"{version.Reference} is the text {ContentHash.Short(version.Hash)}, which was {was} too. {was} is {ContentHash.Short(renumbered.KeptHash)}."
        );
        if (renumbered.Labels.Count > 0)
            output.WriteLine($"Labels that followed it: {string.Join(", ", renumbered.Labels)}.");
        if (renumbered.IsDraftMoved)
            output.WriteLine($"The draft was made from it, and has {version.Version} as its parent.");
        output.WriteLine(
            $"Commit the folder {version.File[..version.File.LastIndexOf('/')]}. Results and looks at the holdout follow the text."
        );
    }
}
