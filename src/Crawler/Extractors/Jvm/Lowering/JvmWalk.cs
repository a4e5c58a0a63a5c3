using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Jvm.Lowering;

/// <summary>
/// What the lowerings of Java and Kotlin share: one shape of facts for both, so that a class of the one can use a class of the other.
/// <list type="bullet">
/// <item>A name that no local declares is a member of <c>this</c>; the host looks on in the classes around, the file, its imports and its package.</item>
/// <item>Methods are named <c>name()</c>, for a field or property may have the same name.</item>
/// <item>Class: base as expression, members, annotations, a text of kind and modifiers, every supertype as a type.</item>
/// <item>Members of the class itself are <see cref="FactKind.Property"/>: value, -, type, annotations, modifiers. They are worth something when first asked for.</item>
/// <item>Members of instances are <see cref="FactKind.Field"/> with the same children.</item>
/// <item>Function: parameters, body, type of the result, -, annotations, modifiers, type of the receiver. Parameter: name, default, type, annotations.</item>
/// <item>Types: a name; <see cref="FactKind.Index"/> with its arguments, <c>[]</c> for arrays; unary <c>?</c> for what may be null.</item>
/// </list>
/// </summary>
internal abstract class JvmWalk(CancellationToken cancellationToken) : SyntaxWalk(cancellationToken)
{
    /// <summary>The call that stands for a value which the container hands in.</summary>
    public const string Injected = "$inject()";

    private readonly Stack<HashSet<string>> _locals = new();

    protected void Enter() => _locals.Push(new HashSet<string>(StringComparer.Ordinal));

    protected void Leave() => _locals.Pop();

    protected void Local(string name)
    {
        if (_locals.TryPeek(out var names))
        {
            names.Add(name);
        }
    }

    /// <summary>Runs something with locals of its own.</summary>
    protected T Scoped<T>(Func<T> work)
    {
        Enter();
        try
        {
            return work();
        }
        finally
        {
            Leave();
        }
    }

    protected FactNode Name(SyntaxNode at, string name) => Facts.Make(FactKind.Name, at, name);

    protected FactNode Text(SyntaxNode at, string text) => Facts.Make(FactKind.String, at, text);

    /// <summary>A local, or a member of <c>this</c> and what is around it.</summary>
    protected FactNode Identifier(SyntaxNode at, string name)
    {
        if (_locals.Any(l => l.Contains(name)))
        {
            return Name(at, name);
        }

        Mention(name);
        return Facts.Make(FactKind.Member, at, name, FactFlags.None, Facts.Make(FactKind.This, at));
    }

    protected bool IsLocal(string name) => _locals.Any(l => l.Contains(name));

    /// <summary>Notes a name that may be a class of the same package.</summary>
    protected void Mention(string name)
    {
        if (name.Length > 0 && char.IsUpper(name[0]))
        {
            Facts.AddImport("./" + name);
        }
    }

    protected FactNode Member(SyntaxNode at, FactNode target, string name, FactFlags flags = FactFlags.None) => Facts.Make(FactKind.Member, at, name, flags, target);

    /// <summary>A function without its own <c>this</c> that is called where it stands: a block with a value.</summary>
    protected FactNode Immediately(SyntaxNode at, FactNode body) => Facts.Make(FactKind.Call, at, Arrow(at, Facts.Make(FactKind.Parameters, at), body));

    protected FactNode Arrow(SyntaxNode at, FactNode parameters, FactNode body) =>
        Facts.Make(FactKind.Function, at, null, FactFlags.Arrow, parameters, body, FactNode.Absent, FactNode.Absent);

    /// <summary>A function that hands all of its arguments on.</summary>
    protected FactNode Forwarding(SyntaxNode at, FactNode callee, FactKind kind = FactKind.Call)
    {
        var rest = Facts.Make(FactKind.Parameter, at, Facts.Make(FactKind.Rest, at, Name(at, "$all")), FactNode.Absent, FactNode.Absent);
        return Arrow(at, Facts.Make(FactKind.Parameters, at, rest), Facts.Make(kind, at, callee, Facts.Make(FactKind.Spread, at, Name(at, "$all"))));
    }

    protected FactNode Injection(SyntaxNode at, FactNode type, FactNode annotations) => Facts.Make(FactKind.Call, at, Name(at, Injected), type, annotations);

    protected FactNode Block(SyntaxNode at, IEnumerable<FactNode> statements) => Facts.Make(FactKind.Block, at, [.. statements]);

    protected FactNode Unnamed(SyntaxNode at, string name, FactNode value) =>
        Facts.Make(FactKind.Field, at, name, FactFlags.None, value, FactNode.Absent, FactNode.Absent, FactNode.Absent, FactNode.Absent);
}
