using System.CommandLine;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab new NAME</c>: a draft to begin with.</summary>
internal static class NewCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var name = new Argument<string>("name") { Description = "The prompt's name." };
        var command = new Command("new", "Make a prompt with a draft to begin with.") { name };
        command.SetAction((parsed, cancellationToken) =>
        {
            surroundings.Out.WriteLine(parsed.GetValue(name));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
