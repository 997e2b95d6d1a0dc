using Microsoft.Extensions.AI;
using PromptLab.Calling;
using PromptLab.Grading;
using PromptLab.Results;

namespace PromptLab.Workspace;

/// <summary>
/// What a project gets from its environment: chat clients, graders, clock, randomness, environment variables, version control
/// and an observer. Immutable. The caller owns the chat clients and disposes of them.
/// </summary>
public sealed record ProjectHost
{
    /// <summary>
    /// Custom chat clients by model name; empty by default. A model that <c>promptlab.yaml</c> defines keeps its id, parameters and
    /// price and is called through this client. Any other name is a new model with that name as its id and no price.
    /// </summary>
    public IReadOnlyDictionary<string, IChatClient> ChatClients { get; init; } = new Dictionary<string, IChatClient>();

    /// <summary>
    /// Creates the chat clients of the providers in <c>promptlab.yaml</c>; null, the default, where only recordings and
    /// <see cref="ChatClients"/> can be called.
    /// </summary>
    public IProviderConnector? Providers { get; init; }

    /// <summary>The graders that eval sets may use: the built-in ones and those that the caller adds before opening the project.</summary>
    public GraderCatalog Graders { get; init; } = new();

    /// <summary>
    /// True if graders of the type <c>exec</c> may start the programs that <c>promptlab.yaml</c> names. By default false: such a
    /// grader is an error then.
    /// </summary>
    public bool AllowsPrograms { get; init; }

    /// <summary>The clock for timestamps, timeouts and waits; the system clock by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Returns a random number from 0 (inclusive) to 1 (exclusive) for the jitter of waits; no result depends on it. Must be
    /// thread-safe. By default it always returns 0.5.
    /// </summary>
    public Func<double> Dice { get; init; } = static () => 0.5;

    /// <summary>Reads an environment variable, null where it is not set. By default none is set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Reads the commit and the author that runs record; by default both are unknown.</summary>
    public IVersionControl VersionControl { get; init; } = NoVersionControl.Instance;

    /// <summary>The program name and version that runs record; by default this library's.</summary>
    public RunTool Tool { get; init; } = SystemHost.Tool;

    /// <summary>Receives warnings and progress as they occur; by default they are ignored.</summary>
    public IProjectObserver Observer { get; init; } = SilentObserver.Instance;

    /// <summary>
    /// A host of the actual machine: its clock, environment variables, random numbers, git, and the programs that
    /// <c>promptlab.yaml</c> allows. No other host has the library start a process, read an environment variable or use unseeded
    /// random numbers.
    /// </summary>
    public static ProjectHost System() => SystemHost.Create();
}
