using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>
/// The functions of the tree-sitter library that are called here. The library is the prebuilt one of the npm package: it exports the plain C functions
/// beside its Node face, and the symbols of Node that it also names are bound lazily and never called.
/// </summary>
/// <remarks>The small functions skip the switch of the garbage collector's mode: they return in nanoseconds and never call back.</remarks>
internal static unsafe class TreeSitter
{
    private static readonly nint Library = Load("tree-sitter");

    public static readonly delegate* unmanaged[Cdecl]<nint> ParserNew = (delegate* unmanaged[Cdecl]<nint>)Find("ts_parser_new");
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ParserDelete = (delegate* unmanaged[Cdecl]<nint, void>)Find("ts_parser_delete");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte> ParserSetLanguage =
        (delegate* unmanaged[Cdecl]<nint, nint, byte>)Find("ts_parser_set_language");

    public static readonly delegate* unmanaged[Cdecl]<nint, ulong, void> ParserSetTimeoutMicros =
        (delegate* unmanaged[Cdecl]<nint, ulong, void>)Find("ts_parser_set_timeout_micros");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, void> ParserSetCancellationFlag =
        (delegate* unmanaged[Cdecl]<nint, nint, void>)Find("ts_parser_set_cancellation_flag");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, uint, nint> ParserParseString =
        (delegate* unmanaged[Cdecl]<nint, nint, byte*, uint, nint>)Find("ts_parser_parse_string");

    public static readonly delegate* unmanaged[Cdecl]<nint, void> TreeDelete = (delegate* unmanaged[Cdecl]<nint, void>)Find("ts_tree_delete");
    public static readonly delegate* unmanaged[Cdecl]<nint, NativeNode> TreeRootNode = (delegate* unmanaged[Cdecl]<nint, NativeNode>)Find("ts_tree_root_node");

    public static readonly delegate* unmanaged[Cdecl]<NativeNode, NativeCursor> CursorNew =
        (delegate* unmanaged[Cdecl]<NativeNode, NativeCursor>)Find("ts_tree_cursor_new");

    public static readonly delegate* unmanaged[Cdecl]<NativeCursor*, void> CursorDelete =
        (delegate* unmanaged[Cdecl]<NativeCursor*, void>)Find("ts_tree_cursor_delete");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte> CursorFirstChild =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte>)Find("ts_tree_cursor_goto_first_child");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte> CursorNextSibling =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte>)Find("ts_tree_cursor_goto_next_sibling");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte> CursorParent =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, byte>)Find("ts_tree_cursor_goto_parent");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, NativeNode> CursorNode =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, NativeNode>)Find("ts_tree_cursor_current_node");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, ushort> CursorField =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeCursor*, ushort>)Find("ts_tree_cursor_current_field_id");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeNode, ushort> NodeSymbol =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeNode, ushort>)Find("ts_node_symbol");

    public static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeNode, uint> NodeEndByte =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<NativeNode, uint>)Find("ts_node_end_byte");

    public static readonly delegate* unmanaged[Cdecl]<nint, uint> LanguageSymbolCount = (delegate* unmanaged[Cdecl]<nint, uint>)Find("ts_language_symbol_count");

    public static readonly delegate* unmanaged[Cdecl]<nint, ushort, byte*> LanguageSymbolName =
        (delegate* unmanaged[Cdecl]<nint, ushort, byte*>)Find("ts_language_symbol_name");

    public static readonly delegate* unmanaged[Cdecl]<nint, ushort, int> LanguageSymbolType =
        (delegate* unmanaged[Cdecl]<nint, ushort, int>)Find("ts_language_symbol_type");

    public static readonly delegate* unmanaged[Cdecl]<nint, uint> LanguageFieldCount = (delegate* unmanaged[Cdecl]<nint, uint>)Find("ts_language_field_count");

    public static readonly delegate* unmanaged[Cdecl]<nint, ushort, byte*> LanguageFieldName =
        (delegate* unmanaged[Cdecl]<nint, ushort, byte*>)Find("ts_language_field_name_for_id");

    public static readonly delegate* unmanaged[Cdecl]<nint, uint> LanguageVersion = (delegate* unmanaged[Cdecl]<nint, uint>)Find("ts_language_version");

    /// <summary>Loads a library that the build put beside the program.</summary>
    /// <exception cref="DllNotFoundException">It is not there, or is for another platform.</exception>
    public static nint Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "grammars", name + ".node");
        return NativeLibrary.TryLoad(path, out var library)
            ? library
            : throw new DllNotFoundException($"the source parser `{name}` cannot be loaded from `{path}`: build the program again on this platform");
    }

    private static nint Find(string function) => NativeLibrary.GetExport(Library, function);
}
