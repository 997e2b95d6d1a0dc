namespace PromptLab.Cli.Terminal;

/// <summary>What the program says to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and the gates passed.</summary>
    public const int Done = 0;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 1;

    /// <summary>Bad input; nothing was sent.</summary>
    public const int BadInput = 2;

    /// <summary>The run could not be completed.</summary>
    public const int Incomplete = 3;

    /// <summary>Cancelled.</summary>
    public const int Cancelled = 130;
}
