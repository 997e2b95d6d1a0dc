using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Running;
using PromptLab.Tests.Prompts;

namespace PromptLab.Tests.Running;

public sealed class RunSubjectTests
{
    private static readonly Prompt Extract = SomePrompts.Read(SomePrompts.History) with { Hash = "sha256:e" };
    private static readonly Prompt Answer = Extract with { Hash = "sha256:a" };

    [Fact]
    public void One_prompt_alone_keeps_its_hash_and_its_name()
    {
        var subject = RunSubject.Of(Extract);

        Assert.Equal(("triage@draft", "sha256:e"), (subject.Reference, subject.Hash));
        Assert.Equal(new RunStep(1, "triage", Extract), Assert.Single(subject.Steps));
        Assert.Equal("sha256:e", RunSubject.Of("triage", "v4", [("extract", Extract)]).Hash);
    }

    [Fact]
    public void Several_steps_have_a_hash_over_their_names_and_hashes_in_their_order()
    {
        var subject = RunSubject.Of("triage", "v4", [("extract", Extract), ("answer", Answer)]);

        Assert.Equal(
            ContentHash.OfText("""{"steps":[{"hash":"sha256:e","name":"extract"},{"hash":"sha256:a","name":"answer"}]}"""),
            subject.Hash
        );
        Assert.Equal([(1, "extract"), (2, "answer")], subject.Steps.Select(step => (step.Number, step.Name)));
        Assert.NotEqual(subject.Hash, RunSubject.Of("triage", "v4", [("answer", Answer), ("extract", Extract)]).Hash);
        Assert.NotEqual(subject.Hash, RunSubject.Of("triage", "v4", [("extract", Extract), ("reply", Answer)]).Hash);
        Assert.Equal(subject.Hash, RunSubject.Of("other", "v5", [("extract", Extract), ("answer", Answer)]).Hash);
    }

    [Fact]
    public void A_subject_without_a_step_is_none() => Assert.Throws<ArgumentException>(() => RunSubject.Of("triage", "v4", []));
}
