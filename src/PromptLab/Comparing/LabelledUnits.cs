using System.Globalization;
using PromptLab.Statistics;
using PromptLab.Texts;

namespace PromptLab.Comparing;

/// <summary>The labels of all raters, unit by unit, with the measures of their agreement.</summary>
internal sealed class LabelledUnits
{
    private const int MostDiffering = 10;
    private const int MostCategories = 100;

    private readonly IReadOnlyList<RaterLabels> _raters;
    private readonly AgreementScale _scale;
    private readonly RandomSource _random;
    private readonly List<(string Item, int Repeat)> _units;

    // Labels by rater and unit, as numbers of the categories; null where a rater gave none.
    private readonly int?[][] _labels;
    private readonly double[] _values;
    private readonly List<List<int>> _clusters;
    private readonly bool _isClustered;

    public LabelledUnits(IReadOnlyList<RaterLabels> raters, AgreementOptions options)
    {
        (_raters, _scale) = (raters, options.Scale);
        _units =
        [
            .. raters
                .Where(rater => !rater.IsOfItems)
                .DefaultIfEmpty()
                .SelectMany(rater => rater?.Labels.Keys ?? raters.SelectMany(one => one.Labels.Keys))
                .Distinct()
                .OrderBy(unit => unit.Item, IdOrder.Comparer)
                .ThenBy(unit => unit.Repeat),
        ];
        var texts = raters.Select(rater => _units.Select(unit => Written(rater.Of(unit))).ToList()).ToList();
        var categories = texts.SelectMany(labels => labels).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        categories.Sort(_scale == AgreementScale.Nominal ? string.CompareOrdinal : (one, other) => Number(one).CompareTo(Number(other)));
        if (_scale != AgreementScale.Nominal)
            categories = WithoutGaps(categories);
        var numbers = categories.Index().ToDictionary(category => category.Item, category => category.Index, StringComparer.Ordinal);
        _labels = [.. texts.Select(labels => labels.Select(label => label is null ? (int?)null : numbers[label]).ToArray())];
        _values = [.. categories.Select((category, index) => _scale == AgreementScale.Nominal ? index : Number(category))];
        _clusters =
        [
            .. _units
                .Index()
                .GroupBy(unit => ClusterOf(unit.Item.Item), StringComparer.Ordinal)
                .Select(cluster => cluster.Select(unit => unit.Index).ToList()),
        ];
        _isClustered = _clusters.Count < _units.Count;
        _random = new RandomSource(options.Seed ?? SeedOf(categories));
    }

    /// <summary>All measures.</summary>
    public AgreementResult Measure(int sealedItems) =>
        new()
        {
            Raters = [.. _raters.Select(rater => rater.Name)],
            Items = _units.Select(unit => unit.Item).Distinct(StringComparer.Ordinal).Count(),
            Sealed = sealedItems,
            Scale = _scale,
            Pairs =
            [
                .. from first in Enumerable.Range(0, _raters.Count)
                from second in Enumerable.Range(first + 1, _raters.Count - first - 1)
                select PairOf(first, second),
            ],
            Complete = Complete.Count,
            Fleiss =
                _raters.Count > 2 && _scale == AgreementScale.Nominal ? Measured("fleiss", units => FleissOf(units)) : Coefficient.None,
            Krippendorff = Measured("krippendorff", units => KrippendorffOf(units)),
        };

    private List<int> Complete => [.. Enumerable.Range(0, _units.Count).Where(unit => _labels.All(labels => labels[unit] is not null))];

    private RaterPair PairOf(int first, int second)
    {
        var both = Enumerable
            .Range(0, _units.Count)
            .Where(unit => _labels[first][unit] is not null && _labels[second][unit] is not null)
            .ToList();
        var same = both.Count(unit => _labels[first][unit] == _labels[second][unit]);
        var name = $"{_raters[first].Name}/{_raters[second].Name}";
        return new RaterPair(
            _raters[first].Name,
            _raters[second].Name,
            both.Count,
            both.Count == 0 ? Coefficient.None
                : _isClustered ? Measured($"agreement of {name}", units => ShareOf(units, first, second))
                : new Coefficient((double)same / both.Count, WilsonInterval.Of(same, both.Count)),
            Measured($"kappa of {name}", units => CohenOf(units, first, second)),
            [
                .. both.Where(unit => _labels[first][unit] != _labels[second][unit])
                    .Take(MostDiffering)
                    .Select(unit => new DifferingLabels(
                        _units[unit].Item,
                        _units[unit].Repeat,
                        _raters[first].Of(_units[unit])!,
                        _raters[second].Of(_units[unit])!
                    )),
            ]
        );
    }

    private Coefficient Measured(string name, Func<IReadOnlyList<int>, double?> measure) =>
        measure([.. Enumerable.Range(0, _units.Count)]) is { } value
            ? new Coefficient(value, ClusterBootstrap.Of(_clusters, measure, _random.Fork(name)))
            : Coefficient.None;

    private double? ShareOf(IReadOnlyList<int> units, int first, int second)
    {
        var (both, same) = (0, 0);
        foreach (var unit in units)
        {
            if (_labels[first][unit] is not { } one || _labels[second][unit] is not { } other)
                continue;
            (both, same) = (both + 1, same + (one == other ? 1 : 0));
        }

        return both == 0 ? null : (double)same / both;
    }

    private double? CohenOf(IReadOnlyList<int> units, int first, int second)
    {
        var table = Enumerable.Range(0, _values.Length).Select(_ => new int[_values.Length]).ToArray();
        foreach (var unit in units)
        {
            if (_labels[first][unit] is { } one && _labels[second][unit] is { } other)
                table[one][other]++;
        }

        return _scale == AgreementScale.Nominal ? CohenKappa.Of(table)?.Kappa : CohenKappa.Of(table)?.Quadratic;
    }

    private double? FleissOf(IReadOnlyList<int> units)
    {
        var complete = units.Where(unit => _labels.All(labels => labels[unit] is not null)).ToList();
        return complete.Count == 0
            ? null
            : FleissKappa.Of([
                .. complete.Select(unit =>
                {
                    var counts = new int[_values.Length];
                    foreach (var labels in _labels)
                        counts[labels[unit]!.Value]++;
                    return counts;
                }),
            ]);
    }

    private double? KrippendorffOf(IReadOnlyList<int> units)
    {
        var ratings = _labels
            .Select(labels => (IReadOnlyList<double?>)[.. units.Select(unit => labels[unit] is { } label ? _values[label] : (double?)null)])
            .ToList();
        return _scale switch
        {
            AgreementScale.Ordinal => KrippendorffAlpha.Ordinal(ratings),
            AgreementScale.Interval => KrippendorffAlpha.Interval(ratings),
            _ => KrippendorffAlpha.Nominal(ratings),
        };
    }

    // Whole numbers are as far apart as they are, also where one between them was never given.
    private static List<string> WithoutGaps(List<string> categories)
    {
        var numbers = categories.ConvertAll(Number);
        if (numbers.Count == 0 || numbers.Exists(number => number != Math.Floor(number)) || numbers[^1] - numbers[0] > MostCategories)
            return categories;
        return
        [
            .. Enumerable
                .Range((int)numbers[0], (int)(numbers[^1] - numbers[0]) + 1)
                .Select(number => categories.Find(category => Number(category) == number) ?? number.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private string ClusterOf(string item) =>
        _raters.Select(rater => rater.Clusters.GetValueOrDefault(item)).FirstOrDefault(cluster => cluster is not null) is { } cluster
            ? $"cluster {cluster}"
            : $"item {item}";

    private long SeedOf(IReadOnlyList<string> categories) =>
        ComparisonDice.SeedOf([.. _raters.Select(rater => rater.Name), .. categories, .. _units.Select(unit => unit.Item)]);

    // “4” and “4.0” are one number.
    private string? Written(string? label) =>
        label is null || _scale == AgreementScale.Nominal ? label : Number(label).ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
