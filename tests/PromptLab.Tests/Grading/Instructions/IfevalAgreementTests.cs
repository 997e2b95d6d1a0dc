namespace PromptLab.Tests.Grading.Instructions;

/// <summary>Our checks against the verdicts that IFEval's own checks gave the responses of three models.</summary>
public sealed class IfevalAgreementTests
{
    [Fact]
    public void Explore()
    {
        var all = IfevalVerdicts.Read();
        var strict = all.Where(v => v.OurStrict != v.Strict).Select(v => $"S {v.Model} {v.Item} {v.Type} theirs {v.Strict} ours {v.OurStrict}");
        var loose = all.Where(v => v.OurLoose != v.Loose).Select(v => $"L {v.Model} {v.Item} {v.Type} theirs {v.Loose} ours {v.OurLoose}");
        File.WriteAllLines("/tmp/h3/diffs.txt", [$"{all.Count}", .. strict, .. loose]);
    }
}
