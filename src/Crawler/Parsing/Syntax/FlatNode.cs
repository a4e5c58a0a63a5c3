using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>One copied node, in the order of the source; indexes point into the same array, 0 meaning none (the root is nobody's child).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlatNode
{
    public ushort Symbol;
    public ushort Field;
    public int Start;
    public int End;
    public int Row;
    public int FirstChild;
    public int NextSibling;
}
