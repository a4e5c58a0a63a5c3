a = /b
/