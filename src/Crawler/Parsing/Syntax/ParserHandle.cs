using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>Owns one native parser. A parser serves one thread at a time.</summary>
internal sealed unsafe class ParserHandle : SafeHandle
{
    public ParserHandle(Grammar grammar)
        : base(0, ownsHandle: true)
    {
        SetHandle(TreeSitter.ParserNew());
        if (TreeSitter.ParserSetLanguage(handle, grammar.Language) == 0)
        {
            throw new InvalidOperationException($"the grammar `{grammar.Id}` does not fit the parser's version: restore the grammars anew");
        }
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitter.ParserDelete(handle);
        return true;
    }
}
