namespace PromptLab.Cli.Outputs;

/// <summary>
/// Every output that <c>--json</c> gives, each with a JSON Schema of its name in <c>Schemas/</c>. Fields are added and never
/// renamed, removed or given another meaning; a change that breaks this gets a new name with the next number.
/// </summary>
internal static class JsonOutputs
{
    public static IReadOnlyList<(string Name, IReadOnlyList<Type> Types)> All { get; } =
    [
        ("agreement@1", [typeof(AgreementOutput)]),
        ("bad-input@1", [typeof(ProblemsOutput)]),
        ("board@1", [typeof(BoardOutput)]),
        ("cache-clear@1", [typeof(CacheClearOutput)]),
        ("cache-stats@1", [typeof(CacheStatsOutput)]),
        ("check@1", [typeof(CheckOutput)]),
        ("compare@1", [typeof(CompareOutput)]),
        ("confirm@1", [typeof(ConfirmOutput)]),
        ("diagnose@1", [typeof(DiagnoseOutput)]),
        ("diff@1", [typeof(DiffOutput)]),
        ("dry-run@1", [typeof(ForecastOutput)]),
        ("dry-run-resume@1", [typeof(ResumeForecastOutput)]),
        ("failures@1", [typeof(FailuresOutput)]),
        ("freeze@1", [typeof(FreezeOutput)]),
        ("gate@1", [typeof(GateOutput)]),
        ("grade-preview@1", [typeof(GradePreviewOutput)]),
        ("init@1", [typeof(InitOutput)]),
        ("label@1", [typeof(LabelOutput)]),
        ("log@1", [typeof(LogOutput)]),
        ("models@1", [typeof(ModelsOutput)]),
        ("models-test@1", [typeof(ModelTestOutput), typeof(FailedModelTestOutput), typeof(RecordedModelTestOutput)]),
        ("new@1", [typeof(NewOutput)]),
        ("record@1", [typeof(RecordOutput)]),
        ("renumber@1", [typeof(RenumberOutput)]),
        ("retire-holdout@1", [typeof(RetireHoldoutOutput)]),
        ("revert-section@1", [typeof(RevertSectionOutput)]),
        ("run@1", [typeof(RunOutput)]),
        ("show@1", [typeof(ShowOutput)]),
        ("split-draft@1", [typeof(SplitDraftOutput)]),
        ("split-evalset@1", [typeof(SplitEvalSetOutput)]),
        ("status@1", [typeof(StatusOutput)]),
        ("unfreeze@1", [typeof(UnfreezeOutput)]),
    ];
}
