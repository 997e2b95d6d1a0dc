namespace PromptLab.Cli.Terminal;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    /// <summary>The command succeeded, and no gate failed.</summary>
    public const int Done = 0;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 1;

    /// <summary>The input was invalid; nothing was sent.</summary>
    public const int BadInput = 2;

    /// <summary>The command could not be completed, for example because too many calls failed.</summary>
    public const int Incomplete = 3;

    /// <summary>The command was stopped by Ctrl+C or SIGTERM.</summary>
    public const int Cancelled = 130;
}
