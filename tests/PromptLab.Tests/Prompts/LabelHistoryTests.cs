using PromptLab.Prompts;

namespace PromptLab.Tests.Prompts;

public sealed class LabelHistoryTests
{
    [Theory]
    [InlineData("v2", "s1 p2", "v1")]
    [InlineData("v1", "s1 p2 r1", null)] // what was rolled back is not returned to
    [InlineData("v2", "s1 p2 p3 r2", "v1")] // two rollbacks go back two moves
    [InlineData("v3", "s1 p2 p3 r2 p3", "v2")]
    [InlineData("v3", "p3<v2", "v2")] // the label was there before there was a history
    [InlineData("v2", "s1 p2 s2", "v1")] // taken out of the file by hand and put back
    [InlineData("v2", "s1 p2 p2<v1", "v1")] // the first promotion was cut off before the label was written
    [InlineData("v1", "s1 p2 p2<v1 r1", null)]
    [InlineData("v1", "s1", null)]
    [InlineData("v9", "s1 p2", null)] // edited by hand since
    [InlineData("v4", "s1 p2 p4<v3", "v3")] // edited by hand in between: back to where it truly was
    public void A_label_goes_back_to_where_it_was_before_the_present_version(string current, string moves, string? before) =>
        Assert.Equal(before, LabelHistory.PreviousVersion("production", current, Moves(moves)));

    [Fact]
    public void Moves_of_other_labels_play_no_part() => Assert.Null(LabelHistory.PreviousVersion("baseline", "v2", Moves("s1 p2")));

    [Fact]
    public void The_history_leaves_a_label_where_its_last_move_put_it()
    {
        Assert.Equal("v1", LabelHistory.LatestVersion("production", Moves("s1 p2 r1")));
        Assert.Null(LabelHistory.LatestVersion("baseline", Moves("s1 p2 r1")));
    }

    [Theory]
    [InlineData("production", true)]
    [InlineData("staging", true)] // was promoted once
    [InlineData("baseline", false)]
    public void Production_and_whatever_was_promoted_is_guarded(string label, bool isGuarded)
    {
        LabelMove[] moves =
        [
            Move(LabelMoveKind.Promote, null, "v1") with
            {
                Label = "staging",
            },
            Move(LabelMoveKind.Set, null, "v1") with
            {
                Label = "baseline",
            },
        ];

        Assert.Equal(isGuarded, LabelHistory.IsGuarded(label, moves));
    }

    // “s1 p2 r1”: set to v1, promoted to v2, rolled back to v1; “p3<v2” says where it came from where that was not the move before.
    private static List<LabelMove> Moves(string words)
    {
        var moves = new List<LabelMove>();
        foreach (var word in words.Split(' '))
        {
            var (to, from) = (
                "v" + word.Split('<')[0][1..],
                word.Contains('<', StringComparison.Ordinal) ? word.Split('<')[1] : moves.LastOrDefault()?.To
            );
            moves.Add(
                Move(
                    word[0] switch
                    {
                        's' => LabelMoveKind.Set,
                        'p' => LabelMoveKind.Promote,
                        _ => LabelMoveKind.Rollback,
                    },
                    from,
                    to
                )
            );
        }

        return moves;
    }

    private static LabelMove Move(LabelMoveKind kind, string? from, string to) =>
        new()
        {
            At = DateTimeOffset.UnixEpoch,
            By = null,
            Kind = kind,
            Label = "production",
            From = from,
            To = to,
            ToHash = "sha256:" + to,
        };
}
