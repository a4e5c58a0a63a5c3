namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>One of several values; which one is decided when the program runs.</summary>
internal sealed class ChoiceValue : Value
{
    private const int Most = 12;

    private ChoiceValue(List<Slot> options) => Options = options;

    /// <summary>Two or more, the likeliest first, each with its condition.</summary>
    public IReadOnlyList<Slot> Options { get; }

    public override Value Primary => Options[0].Value;

    public override bool? Truth => Options.All(static o => o.Value.Truth == true) ? true : Options.All(static o => o.Value.Truth == false) ? false : null;

    /// <summary>The one value where all are the same, else the choice; beyond a dozen the later ones are dropped.</summary>
    public static Value Of(params ReadOnlySpan<Slot> options)
    {
        var list = new List<Slot>();
        foreach (var option in options)
        {
            if (option.Value is ChoiceValue inner)
            {
                list.AddRange(inner.Options.Select(o => new Slot(o.Value, Scope.Join(option.Condition, o.Condition))));
            }
            else
            {
                list.Add(option);
            }
        }

        var distinct = new List<Slot>();
        foreach (var option in list)
        {
            if (distinct.Count < Most && !distinct.Exists(o => ReferenceEquals(o.Value, option.Value)))
            {
                distinct.Add(option);
            }
        }

        return distinct.Count == 1 ? distinct[0].Value : new ChoiceValue(distinct) { Taint = distinct[0].Value.Taint ?? distinct[0].Condition };
    }
}
