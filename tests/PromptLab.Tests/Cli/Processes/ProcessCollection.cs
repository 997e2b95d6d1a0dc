namespace PromptLab.Tests.Cli.Processes;

/// <summary>
/// Tests of whole processes, one after another and beside no other test: they go by moments, and two processes fill a
/// small machine.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "processes";
}
