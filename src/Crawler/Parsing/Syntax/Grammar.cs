using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>One language's grammar: its native table, and the names of its symbols and fields, read once.</summary>
internal sealed unsafe class Grammar
{
    private const ushort ErrorSymbol = ushort.MaxValue;

    /// <summary>Anonymous symbols that say nothing which the shape of the tree does not say already; they are left out of the copied tree.</summary>
    private static readonly FrozenSet<string> Punctuation =
        FrozenSet.Create(StringComparer.Ordinal, ",", ";", "(", ")", "{", "}", "[", "]", ".", ":", "=>", "\"", "'", "`", "${", "->", "\n");

    private static readonly ConcurrentDictionary<string, Grammar> Loaded = new(StringComparer.Ordinal);
    private readonly string[] _symbols;
    private readonly bool[] _named;
    private readonly bool[] _left;
    private readonly string[] _fields;

    private Grammar(string id, string library)
    {
        Id = id;
        var create = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(TreeSitter.Load(library), "tree_sitter_" + id);
        Language = create();
        _symbols = new string[TreeSitter.LanguageSymbolCount(Language)];
        _named = new bool[_symbols.Length];
        _left = new bool[_symbols.Length];
        for (var i = 0; i < _symbols.Length; i++)
        {
            _symbols[i] = string.Intern(Marshal.PtrToStringUTF8((nint)TreeSitter.LanguageSymbolName(Language, (ushort)i)) ?? "");
            _named[i] = TreeSitter.LanguageSymbolType(Language, (ushort)i) == 0;
            _left[i] = !_named[i] && Punctuation.Contains(_symbols[i]);
        }

        _fields = new string[TreeSitter.LanguageFieldCount(Language) + 1];
        _fields[0] = "";
        for (var i = 1; i < _fields.Length; i++)
        {
            _fields[i] = string.Intern(Marshal.PtrToStringUTF8((nint)TreeSitter.LanguageFieldName(Language, (ushort)i)) ?? "");
        }
    }

    /// <summary>The name in the exported function: <c>typescript</c>, <c>tsx</c>, <c>javascript</c>, <c>python</c>.</summary>
    public string Id { get; }

    /// <summary>The native table.</summary>
    public nint Language { get; }

    /// <summary>The grammar of that name; loaded at the first use and kept.</summary>
    /// <param name="id">The name in the exported function.</param>
    /// <param name="library">The library that holds it, without its ending: <c>tree-sitter-typescript</c>.</param>
    public static Grammar Load(string id, string library) => Loaded.GetOrAdd(id, static (key, name) => new Grammar(key, name), library);

    public string SymbolName(ushort symbol) => symbol < _symbols.Length ? _symbols[symbol] : "ERROR";

    public bool IsNamed(ushort symbol) => symbol == ErrorSymbol || (symbol < _named.Length && _named[symbol]);

    public bool IsLeftOut(ushort symbol) => symbol < _left.Length && _left[symbol];

    public string FieldName(ushort field) => field < _fields.Length ? _fields[field] : "";
}
