namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>The names that are visible at a place.</summary>
internal sealed class Scope(Scope? parent, EvaluatedModule module, bool isFunction = false)
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);

    public Scope? Parent { get; } = parent;

    public EvaluatedModule Module { get; } = module;

    public IEnumerable<KeyValuePair<string, Binding>> Names => _names;

    /// <summary>The scope of the function or module around, where <c>var</c> declares.</summary>
    public Scope Function => isFunction || Parent is null ? this : Parent.Function;

    public void Declare(string name, Binding binding) => _names[name] = binding;

    public bool Has(string name) => _names.ContainsKey(name);

    public Binding? FindOrNull(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._names.TryGetValue(name, out var binding))
            {
                return binding;
            }
        }

        return null;
    }

    /// <summary>Two conditions that must both hold; null stands for none.</summary>
    public static string? Join(string? first, string? second) =>
        first is null ? second : second is null || first == second || first.EndsWith(" and " + second, StringComparison.Ordinal) ? first : $"{first} and {second}";
}
