using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>Where an expression stands: what its names may mean.</summary>
internal sealed class Place
{
    public required FileScope File { get; init; }

    /// <summary>The type whose members have simple names; null at a program's top level.</summary>
    public TypeSymbol? Type { get; init; }

    /// <summary>The type that declares the running member, from which <c>base</c> is looked up; null: <see cref="Type"/>.</summary>
    public TypeSymbol? Owner { get; init; }

    /// <summary>The instance whose member runs; null in static code.</summary>
    public Value? Self { get; init; }

    /// <summary>The place around it, whose locals are seen too; null for the outermost.</summary>
    public Place? Outer { get; init; }

    /// <summary>Types that stand for type parameters.</summary>
    public Dictionary<string, Value> TypeArguments { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Parameters, variables and local functions.</summary>
    public Dictionary<string, Value> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>The place of a member of a type, without an instance.</summary>
    public static Place Of(FileScope file, TypeSymbol? type) => new() { File = file, Type = type };

    /// <summary>A place inside of this one.</summary>
    public Place Inside() => new() { File = File, Type = Type, Owner = Owner, Self = Self, Outer = this, TypeArguments = TypeArguments };

    /// <summary>The value of a local name; null where there is none.</summary>
    public Value? FindOrNull(string name)
    {
        for (var place = this; place is not null; place = place.Outer)
        {
            if (place.Locals.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gives a local name a new value where it was declared; false where none is.</summary>
    public bool TrySet(string name, Value value)
    {
        for (var place = this; place is not null; place = place.Outer)
        {
            if (place.Locals.ContainsKey(name))
            {
                place.Locals[name] = value;
                return true;
            }
        }

        return false;
    }

    /// <summary>What a type parameter stands for; null where the name is none.</summary>
    public Value? TypeArgumentOrNull(string name)
    {
        for (var place = this; place is not null; place = place.Outer)
        {
            if (place.TypeArguments.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
