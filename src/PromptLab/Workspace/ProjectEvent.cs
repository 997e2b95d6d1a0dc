using PromptLab.Files;

namespace PromptLab.Workspace;

/// <summary>Something that happened during a door call. Its kinds are the records that inherit from it; new kinds may come.</summary>
public abstract record ProjectEvent;

/// <summary>Something is worth a look but stops nothing. It is also in the result's warnings.</summary>
/// <param name="Warning">What it is.</param>
public sealed record WarningFound(Problem Warning) : ProjectEvent;
