using System.Text.Json;
using PromptLab.Statistics;

namespace PromptLab.Tests.Statistics;

/// <summary>Our numbers against those of scipy, statsmodels, scikit-learn and R, case by case.</summary>
public sealed class GoldenTests
{
    private static readonly Dictionary<string, Action<GoldenCase>> Checks = new(StringComparer.Ordinal)
    {
        ["wilson_interval"] = Wilson,
        ["mcnemar"] = McNemar,
        ["paired_permutation_exact"] = SignFlip,
        ["clustered_se"] = ClusteredError,
        ["paired_bootstrap"] = Bootstrap,
        ["adjust_p_values"] = Adjusted,
        ["required_n_paired_binary"] = RequiredItems,
        ["power_paired_binary_exact"] = Power,
        ["paired_difference_interval_binary"] = PairedIntervals,
        ["probability_candidate_better"] = Better,
        ["e_process_sign"] = Evidence,
        ["cohen_kappa"] = Kappa,
        ["krippendorff_alpha"] = Alpha,
        ["fleiss_kappa"] = Fleiss,
        ["kendall_tau_b"] = Ranks,
        ["pass_at_k"] = Pass,
        ["quantile_type7"] = Quantiles,
        ["repeat_variance"] = Repeats,
        ["slice_enrichment"] = Slices,
        ["break_even_queries"] = PaidBack,
        ["judge_poststratified"] = Judge,
        ["futility_probability_binary"] = LookAhead,
    };

    public static TheoryData<string> Functions => [.. Checks.Keys];

    [Fact]
    public void Every_case_of_the_file_is_run()
    {
        var cases = GoldenCase.ReadAll();

        Assert.Equal(25, cases.Count);
        Assert.Equal(
            Checks.Keys.Order(StringComparer.Ordinal),
            cases.Select(golden => golden.Function).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_numbers_are_those_of_the_file(string function)
    {
        foreach (var golden in GoldenCase.ReadAll().Where(golden => golden.Function == function))
        {
            Checks[function](golden);
            golden.RequireThatAllWasCompared();
        }
    }

    private static void LookAhead(GoldenCase golden)
    {
        var prior = golden.Numbers("prior");
        golden.Compare(
            "probability",
            Futility.Binary(
                golden.Int("b"),
                golden.Int("c"),
                golden.Int("seen"),
                golden.Int("n"),
                golden.Number("accept_alpha"),
                prior[0],
                prior[1],
                prior[2]
            )
        );
    }

    private static void Wilson(GoldenCase golden)
    {
        var interval = WilsonInterval.Of(golden.Int("successes"), golden.Int("n"), golden.Number("confidence"))!.Value;
        golden.Compare("lower", interval.Low);
        golden.Compare("upper", interval.High);
    }

    private static void McNemar(GoldenCase golden)
    {
        var test = McNemarTest.Of(golden.Int("b"), golden.Int("c"));
        golden.Compare("exact_two_sided", test.ExactTwoSided);
        golden.Compare("midp_two_sided", test.MidPTwoSided);
        golden.Compare("midp_one_sided_candidate_better", test.MidPBetter);
    }

    private static void SignFlip(GoldenCase golden)
    {
        var test = SignFlipTest.Of(golden.Numbers("differences"), new RandomSource(1));
        golden.Compare("mean_difference", test.MeanDifference);
        golden.Compare("p_two_sided", test.PTwoSided);
        golden.Compare("p_greater", test.PBetter);
        golden.Compare("enumerated", test.Patterns!.Value);
    }

    private static void ClusteredError(GoldenCase golden)
    {
        var clusters = golden["clusters"].EnumerateArray().Select(cluster => cluster.GetString()).ToArray();
        var estimate = MeanEstimate.Of(golden.Numbers("values"), clusters)!;
        golden.Compare("mean", estimate.Mean);
        golden.Compare("se_naive", estimate.StandardErrorNaive!.Value);
        golden.Compare("se_clustered_uncorrected", estimate.StandardErrorUncorrected!.Value);
        golden.Compare("se_clustered", estimate.StandardError!.Value);
        golden.Compare("clusters", estimate.Units);
        golden.Compare("ci_lower", estimate.Interval!.Value.Low);
        golden.Compare("ci_upper", estimate.Interval!.Value.High);
    }

    private static void Bootstrap(GoldenCase golden)
    {
        var bootstrap = BcaBootstrap.Of(golden.Numbers("differences"), new RandomSource(1))!;
        golden.Compare("mean", bootstrap.Mean);
        golden.Compare("bootstrap_se_ideal", bootstrap.StandardError);
        golden.Compare("percentile_lower", bootstrap.Percentile(golden.Number("confidence")).Low);
        golden.Compare("percentile_upper", bootstrap.Percentile(golden.Number("confidence")).High);
        golden.Compare("bca_lower", bootstrap.Bca(golden.Number("confidence")).Low);
        golden.Compare("bca_upper", bootstrap.Bca(golden.Number("confidence")).High);
        golden.Compare("bca_acceleration", bootstrap.Acceleration);
    }

    private static void Adjusted(GoldenCase golden)
    {
        golden.Compare("holm", MultipleTesting.Holm(golden.Numbers("p")));
        golden.Compare("benjamini_hochberg", MultipleTesting.BenjaminiHochberg(golden.Numbers("p")));
        golden.Compare("bonferroni", MultipleTesting.Bonferroni(golden.Numbers("p")));
    }

    private static void RequiredItems(GoldenCase golden)
    {
        var (discordance, difference) = (golden.Number("discordance"), golden.Number("delta"));
        var (alpha, power) = (golden.Number("alpha"), golden.Number("power"));
        golden.Compare("n_raw", PairedBinaryPower.RequiredItemsRaw(discordance, difference, alpha, power));
        golden.Compare("n", PairedBinaryPower.RequiredItems(discordance, difference, alpha, power)!.Value);
    }

    private static void Power(GoldenCase golden)
    {
        var (items, loss, win, alpha) = (golden.Int("n"), golden.Number("p_loss"), golden.Number("p_win"), golden.Number("alpha"));
        golden.Compare("power_exact_test", PairedBinaryPower.ExactTest(items, loss, win, alpha));
        golden.Compare("power_midp_test", PairedBinaryPower.MidPTest(items, loss, win, alpha));
    }

    private static void PairedIntervals(GoldenCase golden)
    {
        var (losses, wins, pairs) = (golden.Int("b"), golden.Int("c"), golden.Int("n"));
        var bonettPrice = BonettPriceInterval.Of(losses, wins, pairs, golden.Number("confidence"));
        var tango = TangoInterval.Of(losses, wins, pairs, golden.Number("confidence"));
        golden.Compare("estimate", (wins - losses) / (double)pairs);
        golden.Compare("bonett_price", bonettPrice.Low, bonettPrice.High);
        golden.Compare("tango", tango.Low, tango.High);
    }

    private static void Better(GoldenCase golden) =>
        golden.Compare("p_better", ProbabilityBetter.Of(golden.Int("b"), golden.Int("c"), golden.Number("prior")));

    private static void Evidence(GoldenCase golden)
    {
        var process = new SignEProcess();
        var (evidence, p) = (new List<double>(), new List<double>());
        foreach (var outcome in golden.Numbers("discordant_outcomes"))
        {
            process.Add(outcome == 1);
            evidence.Add(process.EValue);
            p.Add(process.AlwaysValidP);
        }

        golden.Compare("e_values", evidence);
        golden.Compare("always_valid_p", p);
    }

    private static void Kappa(GoldenCase golden)
    {
        var kappa = CohenKappa.Of(golden.Counts("table"))!;
        golden.Compare("agreement", kappa.Agreement);
        golden.Compare("kappa", kappa.Kappa!.Value);
        golden.Compare("kappa_linear", kappa.Linear!.Value);
        golden.Compare("kappa_quadratic", kappa.Quadratic!.Value);
    }

    private static void Alpha(GoldenCase golden)
    {
        IReadOnlyList<double?>[] ratings =
        [
            .. golden["ratings"]
                .EnumerateArray()
                .Select(rater =>
                    rater
                        .EnumerateArray()
                        .Select(rating => rating.ValueKind == JsonValueKind.Null ? default(double?) : rating.GetDouble())
                        .ToArray()
                ),
        ];
        golden.Compare("nominal", KrippendorffAlpha.Nominal(ratings)!.Value);
        golden.Compare("ordinal", KrippendorffAlpha.Ordinal(ratings)!.Value);
        golden.Compare("interval", KrippendorffAlpha.Interval(ratings)!.Value);
    }

    private static void Fleiss(GoldenCase golden) => golden.Compare("kappa", FleissKappa.Of(golden.Counts("counts"))!.Value);

    private static void Ranks(GoldenCase golden)
    {
        golden.Compare("tau_b", RankCorrelation.KendallTauB(golden.Numbers("x"), golden.Numbers("y"))!.Value);
        golden.Compare("spearman", RankCorrelation.Spearman(golden.Numbers("x"), golden.Numbers("y"))!.Value);
    }

    private static void Pass(GoldenCase golden)
    {
        golden.Compare("pass_at_k", PassAtK.Any(golden.Int("n"), golden.Int("correct"), golden.Int("k")));
        golden.Compare("pass_hat_k", PassAtK.All(golden.Int("n"), golden.Int("correct"), golden.Int("k")));
    }

    private static void Quantiles(GoldenCase golden) =>
        golden.Compare("quantiles", [.. golden.Numbers("q").Select(p => Quantile.Type7(golden.Numbers("values"), p)!.Value)]);

    private static void Repeats(GoldenCase golden)
    {
        var repeats = RepeatVariance.Of(golden.Table("scores"))!;
        golden.Compare("mean", repeats.Mean);
        golden.Compare("se_of_mean", repeats.StandardErrorOfMean!.Value);
        golden.Compare("within_item_variance", repeats.WithinItem!.Value);
        golden.Compare("between_item_variance", repeats.BetweenItem!.Value);
        golden.Compare("icc1", repeats.Icc1!.Value);
        golden.Compare("expected_disagreement_rate", repeats.ExpectedDisagreement!.Value);
        golden.Compare("total_agreement_rate", repeats.TotalAgreement!.Value);
    }

    private static void Slices(GoldenCase golden)
    {
        SliceEnrichment[] slices =
        [
            .. golden["slices"]
                .EnumerateArray()
                .Select(slice =>
                    SliceEnrichment.Of(
                        slice.GetProperty("fail").GetInt32(),
                        slice.GetProperty("pass").GetInt32(),
                        golden.Int("total_fail"),
                        golden.Int("total_pass")
                    )
                ),
        ];
        double[] oneSided = [.. slices.Select(slice => slice.POneSided)];
        golden.Compare("p_one_sided", oneSided);
        golden.Compare("fisher_two_sided", [.. slices.Select(slice => slice.FisherTwoSided)]);
        golden.Compare("holm", MultipleTesting.Holm(oneSided));
        golden.Compare("benjamini_hochberg", MultipleTesting.BenjaminiHochberg(oneSided));
    }

    private static void PaidBack(GoldenCase golden)
    {
        var before = BreakEven.CostOfQuery(golden.Int("base_tokens"), golden["price_per_1k_base"].GetDecimal());
        var after = BreakEven.CostOfQuery(golden.Int("tuned_tokens"), golden["price_per_1k_tuned"].GetDecimal());
        golden.Compare("base_cost", (double)before);
        golden.Compare("tuned_cost", (double)after);
        golden.Compare("saving", (double)(before - after));
        golden.Compare("break_even_raw", (double)BreakEven.QueriesRaw(golden.Int("fixed_cost"), before, after)!.Value);
        golden.Compare("break_even", BreakEven.Queries(golden.Int("fixed_cost"), before, after)!.Value);
    }

    private static void Judge(GoldenCase golden)
    {
        var corrected = JudgeCorrection.Of(
            new Proportion(golden.Int("judge_pass"), golden.Int("n")),
            new Proportion(golden.Int("human_right_among_judge_pass"), golden.Int("labelled_judge_pass")),
            new Proportion(golden.Int("human_right_among_judge_fail"), golden.Int("labelled_judge_fail")),
            new RandomSource(1),
            golden.Number("confidence")
        )!;
        golden.Compare("raw_judge_rate", corrected.RawRate);
        golden.Compare("estimate", corrected.Estimate);
        golden.Compare("lower", corrected.Interval.Low);
        golden.Compare("upper", corrected.Interval.High);
    }
}
