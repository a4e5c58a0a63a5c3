using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>tree-sitter's <c>TSNode</c>, passed by value. The first three words are the start: byte, row, column in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeNode
{
    public readonly uint StartByte;
    public readonly uint Row;
    public readonly uint Column;
    private readonly uint _alias;
    private readonly nint _id;
    private readonly nint _tree;
}
