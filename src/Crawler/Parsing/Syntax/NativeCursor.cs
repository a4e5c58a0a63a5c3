using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>tree-sitter's <c>TSTreeCursor</c>, whose members only the library touches.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCursor
{
    private nint _tree;
    private nint _id;
    private uint _context0;
    private uint _context1;
    private uint _context2;
}
