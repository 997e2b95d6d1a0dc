using PromptLab.Holdouts;
using static PromptLab.Tests.Holdouts.SomeLooks;

namespace PromptLab.Tests.Holdouts;

public sealed class HoldoutHistoryTests
{
    [Fact]
    public void The_next_look_is_one_more_than_there_were_whatever_they_were_for()
    {
        Assert.Equal(1, History().NextNumber);
        Assert.Equal(3, History(Looked("a"), Claimed("b")).NextNumber);
    }

    [Fact]
    public void A_look_without_a_claim_is_gone_on_with_for_the_same_claim() =>
        Assert.Equal("cut-short", History(Claimed("cut-short")).ResumableLookFor(Claimed(""))?.RunId);

    [Fact]
    public void The_latest_of_several_open_looks_is_gone_on_with() =>
        Assert.Equal("second", History(Claimed("first"), Claimed("second")).ResumableLookFor(Claimed(""))?.RunId);

    [Fact]
    public void A_look_that_has_ended_in_a_claim_is_over() =>
        Assert.Null((History(Claimed("ended")) with { Claims = [Claim("ended")] }).ResumableLookFor(Claimed("")));

    [Fact]
    public void The_claim_of_one_look_does_not_end_another() =>
        Assert.Equal(
            "open",
            (History(Claimed("open"), Claimed("ended")) with { Claims = [Claim("ended")] }).ResumableLookFor(Claimed(""))?.RunId
        );

    public static TheoryData<string, HoldoutLook> OtherClaims =>
        new()
        {
            { "another version", Claimed("") with { PromptHash = "sha256:v3" } },
            { "another baseline", Claimed("") with { BaselineHash = "sha256:v0" } },
            { "another model", Claimed("") with { ConfigHash = "sha256:other" } },
            { "other graders", Claimed("") with { GradersHash = "sha256:other" } },
        };

    [Theory]
    [MemberData(nameof(OtherClaims))]
    public void Another_claim_is_a_look_of_its_own(string what, HoldoutLook draft) =>
        Assert.True(History(Claimed()).ResumableLookFor(draft) is null, what);

    [Fact]
    public void The_look_of_a_run_is_never_gone_on_with_for_a_claim() => Assert.Null(History(Looked()).ResumableLookFor(Claimed("")));

    [Fact]
    public void A_text_that_was_looked_at_as_a_baseline_was_seen_too()
    {
        Assert.True(History(Looked()).HasSeen(Looked("")));
        Assert.True(History(Claimed()).HasSeen(Looked("") with { Version = "v1", PromptHash = "sha256:v1" }));
        Assert.False(History(Claimed()).HasSeen(Looked("") with { PromptHash = "sha256:v3" }));
    }

    [Fact]
    public void The_same_text_under_another_version_was_seen() =>
        Assert.True(History(Looked()).HasSeen(Looked("") with { Version = "v7" }));

    [Fact]
    public void Another_model_and_other_graders_see_anew()
    {
        Assert.False(History(Looked()).HasSeen(Looked("") with { ConfigHash = "sha256:other" }));
        Assert.False(History(Looked()).HasSeen(Looked("") with { GradersHash = "sha256:other" }));
    }

    [Fact]
    public void Responses_recorded_elsewhere_are_known_by_what_they_say_and_not_by_their_name()
    {
        var look = Looked() with { Prompt = "elsewhere", Version = null, PromptHash = null, ResponsesHash = "sha256:said" };

        Assert.True(History(look).HasSeen(look with { Prompt = "renamed" }));
        Assert.False(History(look).HasSeen(look with { ResponsesHash = "sha256:said otherwise" }));
        Assert.False(History(look with { ResponsesHash = null }).HasSeen(look)); // a ledger of before the hash
        Assert.False(History(look).HasSeen(look with { ResponsesHash = null }));
    }

    [Fact]
    public void Claims_on_a_text_come_in_order_with_their_looks_and_open_looks_have_none()
    {
        var history = History(Claimed("a"), Claimed("open"), Claimed("b"), Claimed("of-v3") with { PromptHash = "sha256:v3" }) with
        {
            Claims = [Claim("a", ClaimOutcome.Inconclusive), Claim("b"), Claim("of-v3")],
        };

        Assert.Equal(
            [("a", ClaimOutcome.Inconclusive), ("b", ClaimOutcome.Confirmed)],
            history.ClaimsOn("sha256:v2").Select(one => (one.Look.RunId, one.Claim.Claim))
        );
    }

    [Fact]
    public void Claims_against_one_baseline_leave_out_those_against_another()
    {
        var history = History(Claimed("a"), Claimed("b") with { BaselineHash = "sha256:v0" }) with { Claims = [Claim("a"), Claim("b")] };

        Assert.Equal(["a"], history.ClaimsOn("sha256:v2", "sha256:v1").Select(one => one.Look.RunId));
        Assert.Empty(history.ClaimsOn("sha256:v2", "sha256:v9"));
    }
}
