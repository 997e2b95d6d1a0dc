using System.CommandLine;
using PromptLab.Cli.Terminal;

namespace PromptLab.Cli;

/// <summary>A command with its place in the help.</summary>
/// <param name="Stage">The stage of the work that it belongs to.</param>
/// <param name="Create">Creates the command.</param>
/// <param name="Examples">Two command lines, without <c>promptlab</c>.</param>
internal sealed record CommandEntry(string Stage, Func<CommandContext, Command> Create, params IReadOnlyList<string> Examples)
{
    /// <summary>Its name.</summary>
    public string Name => Command.Name;

    /// <summary>What it does, in a sentence.</summary>
    public string Description => Command.Description ?? "";

    private Command Command => field ??= Create(CommandContext.Nowhere);

    /// <summary>Its place among the commands that a newcomer needs, from 1; null for one that is needed later.</summary>
    public int? FirstStep { get; init; }

    /// <summary>The exit codes that it can end with besides 0 and 2.</summary>
    public IReadOnlyList<int> ExitCodes { get; init; } = [];
}
