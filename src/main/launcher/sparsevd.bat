@echo off
rem Starts SparseVD Studio with the Java of JAVA_HOME, else with the first one of the PATH.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

rem Java knows this flag from 25 on.
"%java%" -XX:+UseCompactObjectHeaders -version >nul 2>nul
if errorlevel 1 (
  echo sparsevd: Java 25 or newer is needed, and none was found in JAVA_HOME or the PATH. Install a JDK 25, for example Eclipse Temurin 25 from https://adoptium.net, or let JAVA_HOME name one. 1>&2
  exit /b 1
)

"%java%" "@%home%\lib\java.args" "--module-path=%home%\lib\javafx" -classpath "%home%\lib\*" org.sparsevd.Main %*
exit /b %ERRORLEVEL%
