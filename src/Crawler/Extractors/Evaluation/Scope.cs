namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>The names that are visible at a place. Most scopes hold few names or none and live for one call: they are searched in line, and only many names get an index.</summary>
internal sealed class Scope(Scope? parent, EvaluatedModule module, bool isFunction = false)
{
    private const int MostInLine = 8;
    private string[] _names = [];
    private Binding[] _bindings = [];
    private int _count;
    private Dictionary<string, int>? _index;

    public Scope? Parent { get; } = parent;

    public EvaluatedModule Module { get; } = module;

    /// <summary>The names in the order of their first declaration.</summary>
    public IEnumerable<KeyValuePair<string, Binding>> Names => Enumerable.Range(0, _count).Select(i => KeyValuePair.Create(_names[i], _bindings[i]));

    /// <summary>The scope of the function or module around, where <c>var</c> declares.</summary>
    public Scope Function
    {
        get
        {
            var scope = this;
            while (!scope.IsFunction && scope.Parent is { } around)
            {
                scope = around;
            }

            return scope;
        }
    }

    private bool IsFunction { get; } = isFunction;

    public void Declare(string name, Binding binding)
    {
        var at = Find(name);
        if (at >= 0)
        {
            _bindings[at] = binding;
            return;
        }

        if (_count == _names.Length)
        {
            var length = _count == 0 ? 2 : _count * 2;
            Array.Resize(ref _names, length);
            Array.Resize(ref _bindings, length);
        }

        _names[_count] = name;
        _bindings[_count] = binding;
        _index?.Add(name, _count);
        if (++_count > MostInLine && _index is null)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _count; i++)
            {
                _index.Add(_names[i], i);
            }
        }
    }

    public bool Has(string name) => Find(name) >= 0;

    public Binding? FindOrNull(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            var at = scope.Find(name);
            if (at >= 0)
            {
                return scope._bindings[at];
            }
        }

        return null;
    }

    /// <summary>Two conditions that must both hold; null stands for none.</summary>
    public static string? Join(string? first, string? second) =>
        first is null ? second : second is null || first == second || first.EndsWith(" and " + second, StringComparison.Ordinal) ? first : $"{first} and {second}";

    private int Find(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var at) ? at : -1;
        }

        for (var i = 0; i < _count; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
