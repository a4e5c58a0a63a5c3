a();
b(`x
y`);
if (c)
  d();
"e\
f"; g
