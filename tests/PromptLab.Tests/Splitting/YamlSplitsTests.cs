using PromptLab.Splitting;

namespace PromptLab.Tests.Splitting;

public sealed class YamlSplitsTests
{
    private const string Both = "splits:\n  dev: { purpose: iterate }\n  holdout: { purpose: confirm }\n";

    [Theory]
    [InlineData(
        "name: x\ndata: items.csv # here\n\n# next\ngraders: []\n",
        "name: x\ndata: items.csv # here\n" + Both + "\n# next\ngraders: []\n"
    )]
    [InlineData(
        "data:\n  - a.csv\n  - b.csv # last\n\n# next\nname: x\n",
        "data:\n  - a.csv\n  - b.csv # last\n" + Both + "\n# next\nname: x\n"
    )]
    [InlineData("data:\n- a.csv\n# odd\n- b.csv\nname: x\n", "data:\n- a.csv\n# odd\n- b.csv\n" + Both + "name: x\n")]
    [InlineData("data: [a.csv,\n  b.csv]\nname: x\n", "data: [a.csv,\n  b.csv]\n" + Both + "name: x\n")]
    [InlineData("name: x\ndata: items.csv", "name: x\ndata: items.csv\n" + Both)]
    [InlineData("data: >-\n  items.csv\nname: x\n", "data: >-\n  items.csv\n" + Both + "name: x\n")]
    [InlineData(
        "name: 😀é\ndata: \"items.csv\"\nsplits:\n",
        "name: 😀é\ndata: \"items.csv\"\nsplits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }\n"
    )]
    [InlineData(
        "splits: # none yet\ndata: items.csv\n",
        "splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } } # none yet\ndata: items.csv\n"
    )]
    [InlineData(
        "splits: ~ # none yet\ndata: items.csv\n",
        "splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } } # none yet\ndata: items.csv\n"
    )]
    [InlineData("splits: {}\ndata: items.csv\n", "splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }\ndata: items.csv\n")]
    [InlineData(
        "{name: x, \"data\": \"items.csv\", graders: []}",
        "{name: x, \"data\": \"items.csv\", splits: { dev: { purpose: iterate }, holdout: { purpose: confirm } }, graders: []}"
    )]
    public void Splits_are_declared_after_the_data_where_none_are(string before, string after) =>
        Assert.Equal(after, YamlSplits.Declare(before, ["dev", "holdout"]));

    [Theory]
    [InlineData(
        "splits:\n    dev: { purpose: iterate } # mine\n    # sealed ones come later\ndata: x.csv\n",
        "splits:\n    dev: { purpose: iterate } # mine\n    holdout: { purpose: confirm }\n    # sealed ones come later\ndata: x.csv\n"
    )]
    [InlineData(
        "splits:\n  dev:\n    purpose: iterate\n\ndata: x.csv\n",
        "splits:\n  dev:\n    purpose: iterate\n  holdout: { purpose: confirm }\n\ndata: x.csv\n"
    )]
    [InlineData("splits:\n  dev:\ndata: x.csv\n", "splits:\n  dev:\n  holdout: { purpose: confirm }\ndata: x.csv\n")]
    [InlineData("splits: { dev: {} }\ndata: x.csv\n", "splits: { dev: {}, holdout: { purpose: confirm } }\ndata: x.csv\n")]
    [InlineData(
        "splits: {\n  dev: {}, # mine\n}\ndata: x.csv\n",
        "splits: {\n  dev: {}, holdout: { purpose: confirm }, # mine\n}\ndata: x.csv\n"
    )]
    [InlineData("splits: { dev }\ndata: x.csv\n", "splits: { dev, holdout: { purpose: confirm } }\ndata: x.csv\n")]
    public void What_is_declared_stays_and_the_rest_comes_after_it(string before, string after) =>
        Assert.Equal(after, YamlSplits.Declare(before, ["dev", "holdout"]));

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_stay() =>
        Assert.Equal(
            "\uFEFFname: x\r\ndata: items.csv\r\nsplits:\r\n  train: { purpose: export }\r\ngraders: []\r\n",
            YamlSplits.Declare("\uFEFFname: x\r\ndata: items.csv\r\ngraders: []\r\n", ["train"])
        );

    [Theory]
    [InlineData("splits: { dev: {}, holdout: {}, other: {} }\ndata: x.csv\n")]
    [InlineData("not a mapping")]
    [InlineData("name: [")]
    public void Where_nothing_is_missing_or_nothing_can_be_read_nothing_changes(string text) =>
        Assert.Equal(text, YamlSplits.Declare(text, ["dev", "holdout"]));
}
