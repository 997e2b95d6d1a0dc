using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Grading;
using PromptLab.Results;

namespace PromptLab.Workspace;

/// <summary>
/// What a project takes from outside: chat clients, graders, clock, dice, environment variables, version control, and an
/// observer. Immutable; the clients that it names belong to the caller, who disposes of them.
/// </summary>
public sealed record ProjectHost
{
    /// <summary>
    /// The caller's own chat clients by the name of a model. A name that <c>promptlab.yaml</c> has too keeps its id, parameters
    /// and price from there and is called through this client; any other name is a model with that name as its id and no price.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient> ChatClients { get; init; } = new Dictionary<string, IChatClient>();

    /// <summary>
    /// Makes the chat clients of the providers in <c>promptlab.yaml</c>; null where only recordings and
    /// <see cref="ChatClients"/> can be called.
    /// </summary>
    public IProviderConnector? Providers { get; init; }

    /// <summary>
    /// The graders that eval sets may name: the built-in ones, and those that the caller adds before the project is
    /// opened.
    /// </summary>
    public GraderCatalog Graders { get; init; } = new();

    /// <summary>The clock that runs, ledgers and waits go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A number from 0 up to 1, below 1, for the jitter of waits. No figure depends on it. Called from many threads.</summary>
    public Func<double> Dice { get; init; } = static () => 0.5;

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Tells the commit and the author; by default neither is known.</summary>
    public IVersionControl VersionControl { get; init; } = NoVersionControl.Instance;

    /// <summary>The program that runs are recorded as made by.</summary>
    public RunTool Tool { get; init; } = SystemHost.Tool;

    /// <summary>Is told of warnings and progress as they come; by default nobody is.</summary>
    public IProjectObserver Observer { get; init; } = SilentObserver.Instance;

    /// <summary>
    /// The machine as it is: its clock and environment, chance, and git. The one place of the library that touches processes,
    /// environment and dice.
    /// </summary>
    public static ProjectHost System() => SystemHost.Create();
}
