namespace PromptLab.Results;

/// <summary>When, why and by what the runs of one command are made: with an identity it gives the record of a run.</summary>
internal sealed record RunTemplate
{
    /// <summary>When the runs begin.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>local</c>, <c>ci</c>, <c>regrade</c> or <c>import</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>The experiment of <c>promptlab.yaml</c>; null where options said what to run.</summary>
    public string? Experiment { get; init; }

    /// <summary>The program.</summary>
    public required RunTool Tool { get; init; }

    /// <summary>The state of the checkout; null outside of one.</summary>
    public RunGit? Git { get; init; }

    /// <summary>The record of a run that has not begun: it has no id yet.</summary>
    public RunRecord RecordOf(RunIdentity identity) =>
        new()
        {
            RunId = "",
            StartedAt = StartedAt,
            Status = RunStatus.Running,
            Trigger = Trigger,
            Experiment = Experiment,
            Prompt = identity.Prompt,
            EvalSet = identity.EvalSet,
            Model = identity.Model,
            Repeats = identity.Repeats,
            ConfigHash = identity.ConfigHash,
            GradersHash = identity.GradersHash,
            Fingerprint = identity.Fingerprint,
            ResponsesHash = identity.ResponsesHash,
            Tool = Tool,
            Git = Git,
        };
}
