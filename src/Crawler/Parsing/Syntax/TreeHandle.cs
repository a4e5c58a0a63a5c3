using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>Owns one native tree, from the parse until its nodes are copied.</summary>
internal sealed unsafe class TreeHandle : SafeHandle
{
    public TreeHandle(nint tree)
        : base(0, ownsHandle: true) => SetHandle(tree);

    public override bool IsInvalid => handle == 0;

    public NativeNode Root => TreeSitter.TreeRootNode(handle);

    protected override bool ReleaseHandle()
    {
        TreeSitter.TreeDelete(handle);
        return true;
    }
}
