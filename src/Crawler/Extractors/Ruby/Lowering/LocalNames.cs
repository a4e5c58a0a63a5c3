namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <summary>The local variables that are known at a place of the source. A bare word that is none of them is a call.</summary>
internal sealed class LocalNames
{
    /// <summary>The name of the block that a method was given, whatever the method calls it.</summary>
    public const string Block = "&";

    private readonly Stack<(Dictionary<string, string> Names, bool SeesAround)> _scopes = new([(new Dictionary<string, string>(StringComparer.Ordinal), false)]);

    /// <summary>Enters a method or a class, which sees nothing of what is around, or a block, which does.</summary>
    public void Enter(bool seesAround) => _scopes.Push((new Dictionary<string, string>(StringComparer.Ordinal), seesAround));

    public void Leave() => _scopes.Pop();

    /// <summary>A variable, under the name that the facts have for it.</summary>
    public void Declare(string name, string? fact = null)
    {
        if (FindOrNull(name) is null || fact is not null)
        {
            _scopes.Peek().Names[name] = fact ?? name;
        }
    }

    /// <summary>The name that the facts have for a variable; null where there is none of that name.</summary>
    public string? FindOrNull(string name)
    {
        foreach (var (names, seesAround) in _scopes)
        {
            if (names.TryGetValue(name, out var fact))
            {
                return fact;
            }

            if (!seesAround)
            {
                return null;
            }
        }

        return null;
    }
}
